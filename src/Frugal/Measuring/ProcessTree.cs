using System.Globalization;

namespace Frugal.Measuring;

/// <summary>A process and those that it started, and these in turn.</summary>
internal static class ProcessTree
{
    /// <summary>The process and its descendants that are alive; on systems other than Linux the process alone.</summary>
    public static IReadOnlyList<int> Of(int process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [process];
        }

        var children = Parents().ToLookup(pair => pair.Parent, pair => pair.Child);
        var tree = new List<int> { process };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children[tree[i]].Except(tree));
        }

        return tree;
    }

    /// <summary>Each process with its parent, from <c>/proc/PID/stat</c>: <c>PID (NAME) STATE PARENT</c>, where the name may hold anything.</summary>
    private static IEnumerable<(int Child, int Parent)> Parents()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var child) && Stat(folder) is { } stat
                && stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var parent, ..] && int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return (child, number);
            }
        }
    }

    private static string? Stat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
