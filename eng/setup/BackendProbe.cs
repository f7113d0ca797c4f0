using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Frugal.Setup;

/// <summary>What a trial restore of the engines' packages told.</summary>
public enum ProbeResult
{
    /// <summary>Every package is there: take <see cref="Backend.Packages"/>.</summary>
    Found,

    /// <summary>The feed answered, and lacks a package or its version.</summary>
    Absent,

    /// <summary>The restore failed for another reason, which says nothing about the feed.</summary>
    Unknown,
}

/// <summary>Finds out which backend this machine can have.</summary>
public static partial class BackendProbe
{
    /// <summary>Long enough to download the engines on a slow line; an absent package shows within seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>The <c>system</c> engines are built for Debian and Ubuntu on 64-bit Intel and AMD processors.</summary>
    public static bool SystemIsPossible =>
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64 && Shell.Finds("dpkg-query");

    /// <summary>Restores a project that names the engines' packages at their exact versions.</summary>
    public static Backend Run(Repository repository)
    {
        var folder = Directory.CreateTempSubdirectory("frugal-probe-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "Probe.csproj"), Project(EnginePackage.Read(File.ReadAllText(repository.Packages))));
            var log = new LogFile(repository, "probe");
            var code = Shell.Run(new ShellCommand(Shell.Dotnet, "restore", "--nologo") { Folder = folder, Limit = Limit }, log);
            return Decide(Classify(code, log.Text()), log);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Reads NuGet's error codes: NU1101 no such package, NU1102 and NU1103 no such version, NU1202 not for this framework.</summary>
    public static ProbeResult Classify(int exitCode, string output) =>
        exitCode == 0 ? ProbeResult.Found
        : AbsenceCode().IsMatch(output) && !output.Contains("NU1301", StringComparison.Ordinal) ? ProbeResult.Absent
        : ProbeResult.Unknown;

    private static Backend Decide(ProbeResult result, LogFile log) => result switch
    {
        ProbeResult.Found => Backend.Packages,
        ProbeResult.Absent when SystemIsPossible => Backend.System,
        ProbeResult.Absent => throw new SetupException(
            "The package feed of this machine lacks the engines (TorchSharp, ONNX Runtime or SkiaSharp), and the 'system' engines need Debian or Ubuntu on x64. "
            + $"Add a complete NuGet feed (dotnet nuget list source), then run ./frugal setup again. Log: {log.Path}"),
        _ => throw new SetupException(
            Remedies.Explain("The engines' packages could not be looked up", log) + "\nOr choose yourself: ./frugal setup --backend packages|system"),
    };

    private static string Project(IEnumerable<EnginePackage> packages)
    {
        var references = packages.Select(package => $"    <PackageReference Include=\"{package.Id}\" Version=\"[{package.Version}]\" />");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup>
            {string.Join('\n', references)}
              </ItemGroup>
            </Project>
            """;
    }

    [GeneratedRegex(@"\bNU110[123]\b|\bNU1202\b")]
    private static partial Regex AbsenceCode();
}
