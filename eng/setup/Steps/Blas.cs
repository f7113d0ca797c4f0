namespace Frugal.Setup.Steps;

/// <summary>
/// Which library answers for BLAS and LAPACK, chosen by Debian's alternatives. Of OpenBLAS's builds only the OpenMP one shares its
/// threads with libtorch; the pthread one fights with them, and the reference library is several times slower.
/// </summary>
public static class Blas
{
    private const string Wanted = "openblas-openmp";
    private static readonly string[] Links =
        ["libblas.so.3-x86_64-linux-gnu", "liblapack.so.3-x86_64-linux-gnu", "libopenblas.so.0-x86_64-linux-gnu"];   // libtorch links all three

    /// <summary>The commands that choose OpenBLAS's OpenMP build.</summary>
    public static IReadOnlyList<string[]> SetCommands { get; } =
        [.. Links.Select(link => new[] { "update-alternatives", "--set", link, $"/usr/lib/x86_64-linux-gnu/{Wanted}/{link.Split('-')[0]}" })];

    /// <summary>The library files that are chosen now, null where the alternative does not exist.</summary>
    public static IReadOnlyList<string?> Chosen() =>
        [.. Links.Select(link => new FileInfo(Path.Combine("/etc/alternatives", link)).LinkTarget)];

    /// <summary>True when every file is of the wanted build.</summary>
    public static bool IsWanted(IReadOnlyList<string?> chosen) =>
        chosen.All(file => file?.Contains($"/{Wanted}/", StringComparison.Ordinal) == true);

    public static Check Inspect()
    {
        var chosen = Chosen();
        var found = string.Join(", ", chosen.Select(file => file ?? "none").Distinct());
        return IsWanted(chosen)
            ? Check.Fine("BLAS", "OpenBLAS, OpenMP build")
            : Check.Missing("BLAS", found, "./frugal setup chooses libopenblas0-openmp, several times faster for training");
    }
}
