namespace Frugal.Notebooks.Engine;

/// <summary>Whether a piece of code is complete.</summary>
public enum Completeness
{
    /// <summary>The code can run.</summary>
    Complete,

    /// <summary>The code needs more lines.</summary>
    Incomplete,

    /// <summary>The code is invalid; further lines cannot fix it.</summary>
    Invalid,
}
