using System.Globalization;
using Frugal.Setup.Systems;

namespace Frugal.Setup.Checks;

/// <summary>The state of NuGet's package cache, as far as the course depends on it.</summary>
/// <param name="Folder">The cache's folder.</param>
/// <param name="Writable">Whether the current user can write to it.</param>
/// <param name="FreeGigabytes">The free space on its disk, in 10^9 bytes.</param>
/// <param name="Absent">Engine packages that are missing.</param>
/// <param name="Broken">Incomplete engine packages, each with its folder and what is wrong.</param>
public sealed record PackageCache(string Folder, bool Writable, double FreeGigabytes, IReadOnlyList<EnginePackage> Absent, IReadOnlyList<(string Folder, string Fault)> Broken)
{
    /// <summary>Space for the command line's packages, in 10^9 bytes: 0.5 downloaded, which NuGet keeps, and 1.5 unpacked.</summary>
    public const double NeededGigabytes = 2.5;

    private const string Name = "package cache";

    /// <summary>Inspects the current user's cache.</summary>
    /// <param name="repository">The clone, which defines the engine packages.</param>
    /// <param name="host">The system.</param>
    /// <param name="folder">The cache's folder if known: asking NuGet takes a second.</param>
    public static PackageCache Inspect(Repository repository, Host host, string? folder = null) =>
        Inspect(folder ?? FolderOf(repository), EnginePackage.Read(File.ReadAllText(repository.Packages), host));

    /// <summary>Inspects a cache.</summary>
    public static PackageCache Inspect(string folder, IReadOnlyList<EnginePackage> packages)
    {
        var faults = packages.Select(package => (package, fault: package.Fault(folder))).ToList();
        return new PackageCache(
            folder, Disk.IsWritable(folder), Disk.FreeGigabytes(folder),
            [.. faults.Where(found => found.fault is "").Select(found => found.package)],
            [.. faults.Where(found => found.fault is { Length: > 0 }).Select(found => (found.package.FolderIn(folder), found.fault!))]);
    }

    /// <summary>What prevents NuGet from adding missing packages; null if nothing does.</summary>
    public Check? Obstacle =>
        Absent.Count == 0 ? null
        : !Writable ? Check.Missing(Name, $"{Folder} cannot be written, and {Absent[0].Id} is not in it", "point the variable NUGET_PACKAGES at a folder of yours")
        : FreeGigabytes < NeededGigabytes ? Check.Missing(Name, Text($"{Folder} has {FreeGigabytes:0.0} GB free, and {NeededGigabytes:0.0} GB are needed"), "free space, or point the variable NUGET_PACKAGES at a folder on a larger disk")
        : null;

    /// <summary>Checks for the incomplete engine packages.</summary>
    public IEnumerable<Check> Faults() => Broken.Select(broken => Check.Missing("package", $"{broken.Folder}: {broken.Fault}", "delete that folder, then run ./frugal setup"));

    /// <summary>The corresponding lines of doctor.</summary>
    public IEnumerable<Check> Judge() =>
    [
        Obstacle ?? Check.Fine(Name, Text($"{Folder}, {FreeGigabytes:0.0} GB free")),
        .. Faults(),
        .. Absent.Select(package => Check.Missing("package", $"{package.Id} {package.Version} is not in the cache", "./frugal setup")),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The folder where NuGet unpacks packages: from the variable, NuGet's configuration, or the home folder.</summary>
    private static string FolderOf(Repository repository)
    {
        if (Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named)
        {
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(named));
        }

        const string Label = "global-packages:";
        var line = Shell.Capture(new ShellCommand(Shell.Dotnet, "nuget", "locals", "global-packages", "--list", "--force-english-output") { Folder = repository.Root })
            ?.Split('\n').FirstOrDefault(line => line.Contains(Label, StringComparison.Ordinal));
        return line is not null
            ? Path.TrimEndingDirectorySeparator(line[(line.IndexOf(Label, StringComparison.Ordinal) + Label.Length)..].Trim())
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    }
}
