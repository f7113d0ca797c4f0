using Frugal.Setup.Systems;

namespace Frugal.Setup.Checks;

/// <summary>A copy of libtorch that does not come from the package.</summary>
/// <param name="File">The library file.</param>
/// <param name="Variable">The variable that lists its folder; null if the linker always searches the folder.</param>
public sealed record ForeignLibrary(string File, string? Variable);

/// <summary>Finds a libtorch that would be loaded instead of the package's and then fail with an undefined symbol.</summary>
public static class ForeignTorch
{
    private const string Name = "foreign libtorch";
    private static readonly string[] Libraries = ["torch", "torch_cpu", "c10"];
    private static readonly string[] LinuxFolders = ["/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"];

    /// <summary>The folders that a system's linker searches, with the variable that lists each.</summary>
    /// <param name="host">The system.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static IEnumerable<(string Folder, string? Variable)> Folders(Host host, Func<string, string?> variable)
    {
        var (name, always) = host.Family switch
        {
            Family.Windows => ("PATH", Array.Empty<string>()),
            Family.MacOs => ("DYLD_LIBRARY_PATH", ["/usr/local/lib"]),
            _ => ("LD_LIBRARY_PATH", LinuxFolders),
        };
        var named = (variable(name) ?? "").Split(host.Family == Family.Windows ? ';' : ':', StringSplitOptions.RemoveEmptyEntries);
        return [.. named.Select(folder => (folder, (string?)name)), .. always.Select(folder => (folder, (string?)null))];
    }

    /// <summary>The copies in the given folders, each reported once.</summary>
    public static IReadOnlyList<ForeignLibrary> Find(IEnumerable<(string Folder, string? Variable)> folders, Host host) =>
        [.. folders.Distinct()
            .Select(place => (File: Libraries.Select(library => Path.Combine(place.Folder, FileName(library, host))).FirstOrDefault(File.Exists), place.Variable))
            .Where(found => found.File is not null)
            .Select(found => new ForeignLibrary(found.File!, found.Variable))];

    /// <summary>The corresponding lines of doctor.</summary>
    public static IEnumerable<Check> Judge(IReadOnlyList<ForeignLibrary> found, Host host) => found.Count == 0
        ? [Check.Fine(Name, "none")]
        : found.Select(library => library.Variable is { } variable
            ? Check.Missing(Name, $"{library.File} is loaded before the package's libtorch", $"take {Path.GetDirectoryName(library.File)} out of {variable}")
            : Check.Missing(Name, $"{library.File} is loaded before the package's libtorch in some programs (.NET Interactive)",
                host.HasApt ? "sudo apt-get remove libtorch-dev && sudo apt-get autoremove" : "remove that libtorch"));

    private static string FileName(string library, Host host) => host.Family switch
    {
        Family.Windows => $"{library}.dll",
        Family.MacOs => $"lib{library}.dylib",
        _ => $"lib{library}.so",
    };
}
