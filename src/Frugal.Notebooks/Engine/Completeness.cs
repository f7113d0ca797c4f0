namespace Frugal.Notebooks.Engine;

/// <summary>Whether a piece of code can run as it stands.</summary>
public enum Completeness
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>It wants more lines.</summary>
    Incomplete,

    /// <summary>No further line will mend it.</summary>
    Invalid,
}
