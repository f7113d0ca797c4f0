namespace Frugal.Serving.Models;

/// <summary>What has become of a model of a pool.</summary>
public enum ModelState
{
    /// <summary>Nobody has asked for it yet, or it was unloaded.</summary>
    NotLoaded,

    /// <summary>It is being loaded for the first time.</summary>
    Loading,

    /// <summary>It answers, though its file may have become unusable since: <see cref="ModelStatus.Failure"/>.</summary>
    Ready,

    /// <summary>It could not be loaded.</summary>
    Failed,
}
