using Frugal.Site.Building;

namespace Frugal.Site.Checks.Figures;

/// <summary>The reviewed list of the figures that pages may quote in their prose, each with its source: <c>docs/figures.txt</c>.</summary>
internal static class FigureList
{
    /// <summary>The list's path in the repository.</summary>
    public const string Name = "docs/figures.txt";

    /// <summary>Reads the list.</summary>
    /// <returns>The entries, and the faults of lines that are none.</returns>
    /// <exception cref="FrugalException">There is no list.</exception>
    public static (IReadOnlyList<FigureEntry> Entries, IReadOnlyList<SiteFault> Faults) Read(string root)
    {
        var file = Path.Combine(root, Name);
        if (!File.Exists(file))
        {
            throw new FrugalException($"{Name}: there is no such file, and it lists the sources of the figures in the pages. Restore it from version control.");
        }

        var (entries, faults) = (new List<FigureEntry>(), new List<SiteFault>());
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Split(" | ", 3) is [var page, var figure, var source])
            {
                entries.Add(new(index + 1, page, figure, source));
            }
            else
            {
                faults.Add(new(Name, index + 1, $"'{line}' is not an entry. Write PAGE | FIGURE | SOURCE, such as: measuring.md | 25 ms | src/Frugal/Timing.cs: \"FromMilliseconds(25)\""));
            }
        }

        return (entries, faults);
    }
}

/// <summary>A figure that a page, in both languages, may quote.</summary>
/// <param name="Line">The line of the list.</param>
/// <param name="Page">The page, relative to its language's folder; <c>README.md</c> for the READMEs.</param>
/// <param name="Figure">The figure as English writes it: <c>2.9 times</c>.</param>
/// <param name="Source">Where the figure comes from.</param>
internal sealed record FigureEntry(int Line, string Page, string Figure, string Source);
