namespace Frugal.Benchmarks.Compression;

/// <summary>Names of rows as names of files.</summary>
internal static class Names
{
    public static string File(string name) => string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Replace("--", "-", StringComparison.Ordinal);
}
