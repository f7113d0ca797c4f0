using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Frugal.Notebooks.Ipynb;

/// <summary>
/// The form in which a notebook opens in every C# kernel and is easy to compare in version control: nbformat 4.5, an id per cell,
/// the course's metadata, no outputs, no <c>#!magics</c> and no <c>%magics</c>.
/// </summary>
public static partial class PortableForm
{
    /// <summary>The deviations from the portable form; empty for a portable notebook.</summary>
    public static IReadOnlyList<FormFinding> Check(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        List<FormFinding> findings = [.. PortableMetadata.Differences(notebook.Metadata).Select(what => new FormFinding(null, what, true))];
        if (notebook.Minor != 5)
        {
            findings.Add(new(null, $"nbformat 4.{notebook.Minor}, not 4.5", true));
        }

        HashSet<string> ids = [];
        foreach (var (number, cell) in notebook.Cells.Index().Select(cell => (cell.Index + 1, cell.Item)))
        {
            if (cell.Id is not { } id || !WellFormedId().IsMatch(id))
            {
                findings.Add(new(number, cell.Id is null ? "has no id" : $"id '{cell.Id}' is not 1 to 64 of A-Z a-z 0-9 - _", true));
            }
            else if (!ids.Add(id))
            {
                findings.Add(new(number, $"bears the id '{id}' of an earlier cell", true));
            }

            if (cell.Kind == CellKind.Code)
            {
                findings.AddRange(CheckCode(number, cell));
            }
        }

        return findings;
    }

    /// <summary>Fixes what needs no author: ids, metadata, version, outputs and execution counts.</summary>
    public static void Repair(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        PortableMetadata.Repair(notebook.Metadata);
        notebook.Minor = 5;
        HashSet<string> ids = [];
        foreach (var (index, cell) in notebook.Cells.Index())
        {
            if (cell.Id is not { } id || !WellFormedId().IsMatch(id) || !ids.Add(id))
            {
                ids.Add(cell.Id = NewId(index, cell.Source, ids));
            }

            if (cell.Json["metadata"] is not JsonObject metadata)
            {
                cell.Json["metadata"] = metadata = [];
            }

            if (cell.Kind == CellKind.Code)
            {
                cell.Clear();
                metadata.Remove("execution");
            }
        }
    }

    private static IEnumerable<FormFinding> CheckCode(int number, Cell cell)
    {
        if (cell.Json["outputs"] is not JsonArray { Count: 0 })
        {
            yield return new(number, cell.Json["outputs"] is null ? "has no list 'outputs'" : "has outputs", true);
        }

        if (cell.ExecutionCount is not null)
        {
            yield return new(number, "has an execution number", true);
        }

        foreach (var line in cell.Source.Split('\n').Where(line => Magic().IsMatch(line)))
        {
            yield return new(number, $"'{line.Trim()}' is a magic command: other kernels do not know it", false);
        }
    }

    /// <summary>An id that depends only on position and text, so that two repairs of one file give the same result.</summary>
    private static string NewId(int index, string source, HashSet<string> taken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{index}.{attempt}\n{source}")))[..8];
            if (!taken.Contains(hash))
            {
                return hash;
            }
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex WellFormedId();

    [GeneratedRegex(@"^\s*(?:#![A-Za-z]|%%?[A-Za-z])")]
    private static partial Regex Magic();
}
