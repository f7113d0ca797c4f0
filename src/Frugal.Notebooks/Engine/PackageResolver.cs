using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;

namespace Frugal.Notebooks.Engine;

/// <summary>Resolves packages by restoring a temporary project that references all packages requested so far, so that their versions agree.</summary>
internal sealed class PackageResolver(EngineOptions options)
{
    private readonly Dictionary<string, string?> asked = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FrugalException">The SDK is missing, or a package or version is not available.</exception>
    public PackageAssets Restore(IReadOnlyList<(string Id, string? Version)> packages, CancellationToken interruption)
    {
        var all = new Dictionary<string, string?>(asked, asked.Comparer);
        foreach (var (id, version) in packages)
        {
            all[id] = version;
        }

        var folder = Directory.CreateTempSubdirectory("frugal-packages-");
        try
        {
            var project = Path.Combine(folder.FullName, "packages.csproj");
            File.WriteAllText(project, Project(all));
            Run(project, all, interruption);
            var assets = PackageAssets.Read(Path.Combine(folder.FullName, "obj", "project.assets.json"));
            foreach (var (id, version) in packages)
            {
                asked[id] = version;
            }

            return assets;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Run(string project, Dictionary<string, string?> packages, CancellationToken interruption)
    {
        var named = string.Join(", ", packages.Select(package => $"{package.Key} {package.Value}".Trim()));
        var start = new ProcessStartInfo("dotnet", ["restore", project, "--nologo", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = options.Folder,   // so that a nuget.config in the notebook's folder applies
        };
        using var process = Start(start, named);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        limit.CancelAfter(options.RestoreTimeout);
        using var stop = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        interruption.ThrowIfCancellationRequested();
        if (limit.IsCancellationRequested)
        {
            throw new FrugalException($"{named}: no package after {options.RestoreTimeout.TotalMinutes:0.#} minutes. Look at the network and the package sources ('dotnet nuget list source').");
        }

        if (process.ExitCode != 0)
        {
            throw new FrugalException($"{named}: {Reason(said)} Check the name and the version, and the package sources ('dotnet nuget list source').");
        }
    }

    private static Process Start(ProcessStartInfo start, string named)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new FrugalException($"{named}: packages are restored by the .NET SDK, and 'dotnet' was not found. Install the SDK, or put it on the PATH.", failure);
        }
    }

    private static string Reason(string output) =>
        output.Split('\n').Select(line => line.Split(": error ", 2)).FirstOrDefault(parts => parts.Length == 2)?[1].Trim() is { } reason
            ? reason.EndsWith('.') ? reason : reason + "."
            : "the restore failed.";

    private static string Project(Dictionary<string, string?> packages)
    {
        var references = packages.Select(package => $"    <PackageReference Include=\"{SecurityElement.Escape(package.Key)}\" Version=\"{SecurityElement.Escape(package.Value ?? "*")}\" />");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', references)}
              </ItemGroup>
            </Project>
            """;
    }
}
