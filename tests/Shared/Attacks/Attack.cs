using Frugal.Grading.Grades;

namespace Frugal.Tests.Shared;

/// <summary>Something that a submission tries, and what becomes of it.</summary>
/// <param name="Name">Its group and its own name: for one in <c>tests/Hostile</c> the class and the method.</param>
/// <param name="Kind">When or by what it attacks.</param>
/// <param name="Cause">The cause on the card; <see cref="Cause.None"/> where it achieves nothing, and the code is graded as if it had not tried.</param>
/// <param name="Test">The fixture that runs it, and names it.</param>
internal sealed record Attack(string Name, AttackKind Kind, Cause Cause, string Test);

/// <summary>When or by what a submission attacks; the sections of <c>docs/en/attacks.md</c> in this order.</summary>
internal enum AttackKind
{
    /// <summary>Files that would run code, or give it away, before the grading begins.</summary>
    Build,

    /// <summary>In the student's process.</summary>
    Run,

    /// <summary>Requests to the kernel.</summary>
    Kernel,

    /// <summary>Files in the scratch folder.</summary>
    Files,

    /// <summary>The channel to the grader, and the student's web server.</summary>
    Talk,

    /// <summary>Measurements of time and memory.</summary>
    Timing,

    /// <summary>ONNX files.</summary>
    Models,

    /// <summary>Texts on cards, in logs and in files for other tools.</summary>
    Output,
}
