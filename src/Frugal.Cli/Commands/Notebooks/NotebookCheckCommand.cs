using System.CommandLine;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Cli.Commands.Notebooks;

/// <summary><c>frugal notebook check FILE|FOLDER [--fix]</c>: checks that notebooks are in the portable form.</summary>
internal static class NotebookCheckCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "Notebook (.ipynb) or folder of notebooks.", DefaultValueFactory = _ => "notebooks" };
        var fix = new Option<bool>("--fix") { Description = "Fix outputs, ids and metadata." };
        var command = new Command("check", "Check that notebooks are portable: ids and metadata, but no outputs and no magic commands.") { path, fix };
        command.SetAction(parsed =>
        {
            var output = Terminal.Of(parsed).Output;
            var wrong = 0;
            foreach (var file in NotebookFiles.Under(parsed.GetRequiredValue(path)))
            {
                var notebook = Notebook.Load(file);
                var findings = PortableForm.Check(notebook);
                if (parsed.GetValue(fix) && findings.Any(finding => finding.Repairable))
                {
                    PortableForm.Repair(notebook);
                    notebook.Save(file);
                    output.WriteLine($"{file}: fixed {findings.Count(finding => finding.Repairable)} findings");
                    findings = PortableForm.Check(notebook);
                }

                foreach (var finding in findings)
                {
                    output.WriteLine($"{file}: {finding}");
                }

                wrong += findings.Count > 0 ? 1 : 0;
            }

            return wrong == 0 ? 0 : throw new FrugalException($"{wrong} notebooks are not portable. Fix outputs, ids and metadata with --fix; delete magic commands by hand.");
        });
        return command;
    }
}
