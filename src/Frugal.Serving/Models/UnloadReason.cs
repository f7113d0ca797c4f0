namespace Frugal.Serving.Models;

/// <summary>Why a model was unloaded.</summary>
internal enum UnloadReason
{
    /// <summary>Another model needed its memory.</summary>
    Room,

    /// <summary>No request came for a while.</summary>
    Idle,

    /// <summary>Its file has changed.</summary>
    Replaced,

    /// <summary>It could not answer any more.</summary>
    Unhealthy,

    /// <summary>The program asked for it.</summary>
    Requested,

    /// <summary>The pool was closed.</summary>
    Shutdown,
}
