namespace Frugal.Grading.Tests.Containment;

/// <summary>What a student's processes left running.</summary>
internal static class Left
{
    /// <summary>The processes whose environment names the scratch folder, and are more than an entry that waits to be collected.</summary>
    public static IReadOnlyList<string> By(Frugal.Grading.Containment.Scratch scratch) => [.. Directory.EnumerateDirectories("/proc")
        .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
        .Where(folder => Text(folder, "environ").Contains(scratch.Folder, StringComparison.Ordinal))
        .Select(folder => $"{Path.GetFileName(folder)} {Text(folder, "cmdline").Replace('\0', ' ')}")];

    /// <summary>The processes with this command line.</summary>
    public static IReadOnlyList<string> Running(string command) => [.. Directory.EnumerateDirectories("/proc")
        .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Text(folder, "cmdline") == command)];

    private static string Text(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
