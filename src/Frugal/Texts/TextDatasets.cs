using System.Globalization;
using Frugal.Data;

namespace Frugal.Texts;

/// <summary>Opens the data sets of texts by name. A task is a folder with one text per line in a file and its label on the same line of another.</summary>
public static class TextDatasets
{
    /// <summary>Opens one split of one task, downloading the data set if needed.</summary>
    /// <param name="name">A name of <see cref="Catalog.Datasets"/> that has tasks.</param>
    /// <param name="task">One of its tasks.</param>
    /// <param name="split">train or validation.</param>
    /// <param name="resolver">Where to look; by default in the folders that environment variables name, then at its address.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="FrugalException">The name, task or split does not exist, the data set is unavailable, or a file is damaged.</exception>
    public static TextDataset Open(string name, string task, string split = "train", Resolver? resolver = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(split);
        var entry = Catalog.Datasets[name];
        var form = TaskOf(entry, task);
        if (!form.Splits.ContainsKey(split))
        {
            throw new FrugalException($"'{split}' is not a split of {name}'s {task}. Choose one of: {string.Join(", ", form.Splits.Keys)}.");
        }

        var source = (resolver ?? new()).Resolve(entry, cancellation: cancellation);
        var archived = Path.Combine(source.Location, "datasets", task);   // the archive's folder; a mirror has the tasks at its top
        var stem = Path.Combine(Directory.Exists(archived) ? archived : Path.Combine(source.Location, task), split == "validation" ? "val" : split);
        var (textFile, labelFile) = ($"{stem}_text.txt", $"{stem}_labels.txt");
        var (texts, labels) = (Lines(textFile, name), Lines(labelFile, name));
        return texts.Count == labels.Count
            ? new TextDataset(name, task, split, form.Classes, texts, [.. labels.Select((label, line) => Label(label, form.Classes.Count, labelFile, line + 1))], source)
            : throw new FrugalException($"{textFile}: it has {texts.Count} lines, and {Path.GetFileName(labelFile)} has {labels.Count}. {Remedy(name)}");
    }

    /// <summary>The task of that name.</summary>
    /// <exception cref="FrugalException">The data set has no such task; the message lists those that exist.</exception>
    public static TextTaskForm TaskOf(CatalogEntry entry, string task)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Tasks.TryGetValue(task, out var form) || entry.OtherTasks.TryGetValue(task, out form) ? form
            : throw new FrugalException(entry.Tasks.Count == 0
                ? $"{entry.Name}: it is not a data set of labelled texts. Choose one of: {string.Join(", ", Catalog.Datasets.Entries.Where(other => other.Tasks.Count > 0).Select(other => other.Name))}."
                : $"'{task}' is not a task of {entry.Name}. Choose one of: {string.Join(", ", entry.Tasks.Keys.Concat(entry.OtherTasks.Keys))}.");
    }

    private static int Label(string text, int classes, string file, int line) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var label) && label < classes
            ? label
            : throw new FrugalException($"{file}, line {line}: '{text[..Math.Min(20, text.Length)]}' is not a label. Labels are numbers from 0 to {classes - 1}.");

    private static List<string> Lines(string file, string name)
    {
        try
        {
            var lines = File.ReadAllText(file).Split('\n').Select(line => line.TrimEnd('\r')).ToList();   // not ReadAllLines, which ends a line at any line separator
            if (lines[^1].Length == 0)
            {
                lines.RemoveAt(lines.Count - 1);
            }

            return lines;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{file}: it cannot be read ({cause.Message}). {Remedy(name)}", cause);
        }
    }

    private static string Remedy(string name) => $"See 'frugal data verify {name}'.";
}
