namespace Course.Notebooks.Tests;

internal static class CourseNotebooks
{
    /// <summary>The names of the course's notebooks, the last first: they train most, and the short ones then fill what time is left.</summary>
    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Tree.At("notebooks"), "*.ipynb").Select(file => Path.GetFileName(file)).OrderDescending(StringComparer.Ordinal);
}
