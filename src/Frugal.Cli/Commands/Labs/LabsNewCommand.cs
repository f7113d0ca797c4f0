using System.CommandLine;
using Frugal.Grading.Authoring;

namespace Frugal.Cli.Commands.Labs;

/// <summary><c>frugal labs new NAME</c>: creates a small lab that passes the check, as a starting point.</summary>
internal static class LabsNewCommand
{
    public static Command Create(Func<Course> course)
    {
        var name = new Argument<string>("name") { Description = "Name of the lab: lower-case words joined by hyphens, like 'clothing-api'." };
        var command = new Command("new", "Create a lab with two small tasks that passes 'frugal labs check', as a starting point.") { name };
        command.SetAction(parsed =>
        {
            var output = Terminal.Of(parsed).Output;
            var lab = LabTemplate.Create(course(), LabName.Parse(parsed.GetRequiredValue(name)));
            output.WriteLine($"Created solutions/{lab.Name} (edit this), labs/{lab.Name} (the students' version) and {lab.Show(lab.Grader)} (the tests).");
            output.WriteLine($"Next: frugal labs check {lab.Name}");
        });
        return command;
    }
}
