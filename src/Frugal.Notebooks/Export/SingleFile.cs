using System.Text;
using Frugal.Charts.Formatting;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Notebooks.Export;

/// <summary>The parts of the file in the order required by C#.</summary>
internal sealed class SingleFile(Notebook notebook, IReadOnlyList<string> namespaces, IReadOnlyDictionary<int, CellText> cells)
{
    /// <summary>The text before a cell's number, on the line above its code.</summary>
    public const string CellMark = "// ---- cell ";

    public string Text(IEnumerable<string> directives)
    {
        var file = new StringBuilder();
        foreach (var line in directives)
        {
            file.Append(line).Append('\n');
        }

        file.Append($"// {Path.GetFileName(notebook.Name)}, exported by 'frugal notebook export'.\n\n");
        foreach (var line in Usings())
        {
            file.Append(line).Append('\n');
        }

        var answers = NotebookExercise.Of(notebook).Select(exercise => exercise.Solution).ToHashSet();   // a file cannot fold them
        foreach (var (index, cell) in notebook.Cells.Index().Where(entry => !answers.Contains(entry.Item)))
        {
            if (cell.Kind == CellKind.Markdown)
            {
                file.Append('\n').AppendJoin('\n', cell.Source.Split('\n').Select(line => $"// {line}".TrimEnd())).Append('\n');
            }
            else if (cells.TryGetValue(index + 1, out var code) && code.Statements.Length > 0)
            {
                file.Append($"\n{CellMark}{index + 1}\n").Append(code.Statements).Append('\n');
            }
        }

        foreach (var (number, code) in cells.OrderBy(pair => pair.Key))
        {
            foreach (var type in code.Types)
            {
                file.Append($"\n{CellMark}{number} (types)\n").Append(type).Append('\n');
            }
        }

        var extensions = cells.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Extensions).ToList();
        if (extensions.Count > 0)
        {
            file.Append("\ninternal static class NotebookExtensions\n{\n").AppendJoin("\n\n", extensions).Append("\n}\n");
        }

        return file.ToString();
    }

    /// <summary>Namespaces first, then static usings, then aliases.</summary>
    private IEnumerable<string> Usings() =>
        namespaces.Select(name => $"using {name};").Append($"using static {typeof(NotebookConsole).FullName};")
            .Concat(cells.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Usings)).Distinct()
            .OrderBy(line => line.Contains('=') ? 2 : line.StartsWith("using static", StringComparison.Ordinal) ? 1 : 0);
}
