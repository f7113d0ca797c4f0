using System.CommandLine;
using Frugal.Grading.Authoring;

namespace Frugal.Cli.Commands.Labs;

/// <summary><c>frugal labs</c>: the commands for authors of labs.</summary>
internal static class LabsCommand
{
    public static Command Create() => Create(Course.Find, new DotnetLabGrader());

    internal static Command Create(Func<Course> course, ILabGrader grader) => new("labs", "Author labs: create one, generate the students' version, check that it is ready, test its grader.")
    {
        LabsNewCommand.Create(course),
        LabsSyncCommand.Create(course),
        LabsCheckCommand.Create(course, grader),
        LabsMutateCommand.Create(course, grader),
    };

    /// <summary>The argument that names a lab; all labs if omitted.</summary>
    public static Argument<string?> Name() => new("name")
    {
        Description = "Name of a lab; default: all labs.",
        Arity = ArgumentArity.ZeroOrOne,
    };
}
