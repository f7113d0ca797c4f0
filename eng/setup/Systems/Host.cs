using System.Runtime.InteropServices;

namespace Frugal.Setup.Systems;

/// <summary>A kind of operating system.</summary>
public enum Family
{
    Linux,
    Windows,
    MacOs,
    Other,
}

/// <summary>The system that set-up runs on.</summary>
/// <param name="Family">The kind of operating system.</param>
/// <param name="Architecture">The processor that .NET was built for.</param>
/// <param name="Name">The system's own name: <c>Debian GNU/Linux 12 (bookworm)</c>.</param>
/// <param name="Distributions">On Linux, the distribution and those that it is derived from: <c>ID</c> and <c>ID_LIKE</c> in /etc/os-release.</param>
public sealed record Host(Family Family, Architecture Architecture, string Name, params IReadOnlyList<string> Distributions)
{
    /// <summary>Whether the C library is musl, not glibc, on Linux.</summary>
    public bool Musl { get; init; }

    /// <summary>The version of glibc, on Linux with glibc; null if it cannot be determined.</summary>
    public Version? Glibc { get; init; }

    /// <summary>The machine's processor, which differs from <see cref="Architecture"/> if .NET runs under emulation.</summary>
    public Architecture Machine { get; init; } = Architecture;

    /// <summary>NuGet's identifier of the system: <c>linux-x64</c>, <c>linux-musl-arm64</c>, <c>win-x64</c>, <c>osx-arm64</c>.</summary>
    public string Rid => $"{Family switch { Family.Windows => "win", Family.MacOs => "osx", Family.Linux => Musl ? "linux-musl" : "linux", _ => "unknown" }}-{Architecture.ToString().ToLowerInvariant()}";

    /// <summary>Whether the system is this distribution or is derived from it.</summary>
    public bool Is(string distribution) => Distributions.Contains(distribution);

    /// <summary>Whether apt-get installs packages: Debian, Ubuntu and their derivatives.</summary>
    public bool HasApt => Is("debian") || Is("ubuntu");

    /// <summary>This machine.</summary>
    public static Host Current { get; } =
        OperatingSystem.IsWindows() ? Plain(Family.Windows)
        : OperatingSystem.IsMacOS() ? Plain(Family.MacOs)
        : !OperatingSystem.IsLinux() ? Plain(Family.Other)
        : FromOsRelease(
            File.Exists("/etc/os-release") ? File.ReadAllText("/etc/os-release") : "",
            RuntimeInformation.ProcessArchitecture) with
        {
            Musl = LoadsMusl(),
            Glibc = Version.TryParse(Shell.Capture("getconf", "GNU_LIBC_VERSION")?.Trim().Split(' ')[^1], out var version) ? version : null,
            Machine = RuntimeInformation.OSArchitecture,
        };

    /// <summary>Creates a Linux system from the text of /etc/os-release.</summary>
    public static Host FromOsRelease(string text, Architecture architecture)
    {
        var values = text.Split('\n').Select(line => line.Trim().Split('=', 2)).Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.Last()[1].Trim('"', '\''));
        var names = $"{values.GetValueOrDefault("ID", "linux")} {values.GetValueOrDefault("ID_LIKE", "")}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Host(Family.Linux, architecture, values.GetValueOrDefault("PRETTY_NAME", "Linux"), names);
    }

    private static Host Plain(Family family) =>
        new(family, RuntimeInformation.ProcessArchitecture, RuntimeInformation.OSDescription) { Machine = RuntimeInformation.OSArchitecture };

    /// <summary>Whether this process has loaded musl, the C library that its .NET was built for.</summary>
    private static bool LoadsMusl() =>
        File.Exists("/proc/self/maps") && File.ReadLines("/proc/self/maps").Any(line => line.Contains("/ld-musl-", StringComparison.Ordinal) || line.Contains("/libc.musl-", StringComparison.Ordinal));
}
