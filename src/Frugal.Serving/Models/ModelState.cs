namespace Frugal.Serving.Models;

/// <summary>The state of a pooled model.</summary>
public enum ModelState
{
    /// <summary>The model has not been requested yet, or was unloaded.</summary>
    NotLoaded,

    /// <summary>The model is being loaded for the first time.</summary>
    Loading,

    /// <summary>The model is in service, though its file may have become unusable since: see <see cref="ModelStatus.Failure"/>.</summary>
    Ready,

    /// <summary>The model could not be loaded.</summary>
    Failed,
}
