namespace Frugal.Grading.Authoring;

/// <summary>Something that keeps a lab from being handed out.</summary>
/// <param name="Check">Which check found it.</param>
/// <param name="Message">What is wrong and what to do next.</param>
/// <param name="Path">The file, from the course's root; null where it is about no file.</param>
/// <param name="Line">The line in it, from 1.</param>
public sealed record Finding(LabCheck Check, string Message, string? Path = null, int? Line = null)
{
    /// <summary>The finding as one text: place, then message.</summary>
    public override string ToString() => Path is null ? Message : Line is null ? $"{Path}: {Message}" : $"{Path}:{Line}: {Message}";
}

/// <summary>What is checked of a lab.</summary>
public enum LabCheck
{
    /// <summary>labs/NAME is what is generated from solutions/NAME.</summary>
    Tree,

    /// <summary>No file lies there that no lab may hold.</summary>
    Stray,

    /// <summary>No worked answer and no word of it is left in what students get.</summary>
    Leak,

    /// <summary>The sources read as a formatter leaves them.</summary>
    Layout,

    /// <summary>Each task of the grader has a stub with a hint, and each stub a task.</summary>
    Stub,

    /// <summary>Both trees compile.</summary>
    Compile,

    /// <summary>On the starter, each test of each task fails because the task is not done.</summary>
    Starter,

    /// <summary>On the solution, everything passes with full points.</summary>
    Solution,
}
