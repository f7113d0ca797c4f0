namespace Frugal.Grading.Authoring;

/// <summary>A reason why a lab is not ready to hand out.</summary>
/// <param name="Check">The check that found it.</param>
/// <param name="Message">What is wrong, and the remedy.</param>
/// <param name="Path">The file, relative to the course's root; null if the finding concerns no file.</param>
/// <param name="Line">The line in the file, from 1.</param>
public sealed record Finding(LabCheck Check, string Message, string? Path = null, int? Line = null)
{
    /// <summary>The finding as text: location, then message.</summary>
    public override string ToString() => Path is null ? Message : Line is null ? $"{Path}: {Message}" : $"{Path}:{Line}: {Message}";
}

/// <summary>The checks of a lab.</summary>
public enum LabCheck
{
    /// <summary>labs/NAME equals the output generated from solutions/NAME.</summary>
    Tree,

    /// <summary>The lab contains no file of a disallowed kind.</summary>
    Stray,

    /// <summary>The students' files contain no worked answer and no trace of one.</summary>
    Leak,

    /// <summary>The sources are formatted.</summary>
    Layout,

    /// <summary>Each task of the grader has a stub with a hint, and each stub belongs to a task.</summary>
    Stub,

    /// <summary>Both trees compile.</summary>
    Compile,

    /// <summary>On the starter, each test of each task fails because the task is not done yet.</summary>
    Starter,

    /// <summary>On the solution, all tests pass with full points.</summary>
    Solution,
}
