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
        var output = new Option<string?>("--output") { Description = "File to write. Default: artifacts/notebooks/NAME.cs." };
        var force = new Option<bool>("--force") { Description = "Overwrite the file if it exists." };
        var command = new Command("export", "Export a notebook as one C# file for 'dotnet run'.") { path, to, output, force };
        command.SetAction(parsed =>
        {
            var source = parsed.GetRequiredValue(path);
            var target = parsed.GetValue(output) ?? Path.Combine("artifacts", "notebooks", Path.GetFileNameWithoutExtension(source) + ".cs");
            var notebook = Notebook.Load(source);
            if (File.Exists(target) && !parsed.GetValue(force))
            {
                throw new FrugalException($"{target} exists. Give --force to overwrite it, or --output another file.");
            }

            var text = CSharpExport.Of(notebook, new ExportOptions
            {
                NotebookFolder = Path.GetDirectoryName(Path.GetFullPath(source))!,
                OutputFolder = Path.GetDirectoryName(Path.GetFullPath(target))!,
                Repository = Course.Above(AppContext.BaseDirectory)?.Root,
            });
            AtomicFile.WriteAllBytes(target, Encoding.UTF8.GetBytes(text));
            Console.WriteLine($"{target} is written. Run it with: dotnet run {target}");
        });
        return command;
    }
}
