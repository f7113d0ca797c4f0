namespace Notebooks.Tests;

/// <summary>The clone of the project in which the tests run.</summary>
internal static class Clone
{
    public static string Root { get; } = Find();

    /// <summary>The names of the course's notebooks, the last first: they train most, and the short ones then fill what time is left.</summary>
    public static IEnumerable<string> Notebooks() =>
        Directory.EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb").Select(file => Path.GetFileName(file)).OrderDescending(StringComparer.Ordinal);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Course.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run within a clone of the project");
        }

        return folder.FullName;
    }
}
