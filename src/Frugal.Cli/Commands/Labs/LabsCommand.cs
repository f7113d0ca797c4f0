using System.CommandLine;
using Frugal.Grading.Authoring;

namespace Frugal.Cli.Commands.Labs;

/// <summary><c>frugal labs</c>: for those who write labs.</summary>
internal static class LabsCommand
{
    public static Command Create() => Create(Course.Find, new DotnetLabGrader());

    internal static Command Create(Func<Course> course, ILabGrader grader) => new("labs", "Write labs: make one, generate what students get, check that it can be handed out.")
    {
        LabsNewCommand.Create(course),
        LabsSyncCommand.Create(course),
        LabsCheckCommand.Create(course, grader),
    };

    /// <summary>The argument that names a lab; all of them where none is given.</summary>
    public static Argument<string?> Name() => new("name")
    {
        Description = "The lab; all of them where none is named.",
        Arity = ArgumentArity.ZeroOrOne,
    };
}
