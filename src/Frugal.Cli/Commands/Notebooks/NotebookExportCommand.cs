using System.CommandLine;
using System.Text;
using Frugal.Grading.Authoring;
using Frugal.Notebooks.Export;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Cli.Commands.Notebooks;

/// <summary><c>frugal notebook export NOTEBOOK --to cs</c>: exports a notebook as one C# file.</summary>
internal static class NotebookExportCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("notebook") { Description = "Notebook to export (.ipynb)." };
        var to = new Option<string>("--to") { Description = "Output format: cs, a C# file for 'dotnet run FILE'.", DefaultValueFactory = _ => "cs" };
        to.AcceptOnlyFromAmong("cs");
        var output = new Option<string?>("--output", "-o") { Description = "File to write; default: artifacts/notebooks/NAME.cs, or fr/NAME.cs there.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Overwrite the file if it exists." };
        var command = new Command("export", "Export a notebook as one C# file for 'dotnet run'.") { path, to, output, force };
        command.SetAction(parsed =>
        {
            var source = parsed.GetRequiredValue(path);
            var target = parsed.GetValue(output) ?? NotebookFiles.Program(source);
            var notebook = Notebook.Load(source);
            if (File.Exists(target) && !parsed.GetValue(force))
            {
                throw new FrugalException($"{target}: the file exists. Overwrite it with --force, or give another file with --output.");
            }

            var text = CSharpExport.Of(notebook, new ExportOptions
            {
                NotebookFolder = Path.GetDirectoryName(Path.GetFullPath(source))!,
                OutputFolder = Path.GetDirectoryName(Path.GetFullPath(target))!,
                Repository = Course.Above(AppContext.BaseDirectory)?.Root,
            });
            AtomicFile.WriteAllBytes(target, Encoding.UTF8.GetBytes(text));
            Terminal.Of(parsed).Output.WriteLine($"Wrote {target}. Run it with: dotnet run {target}");
        });
        return command;
    }
}
