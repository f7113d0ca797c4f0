using System.ComponentModel;
using System.Diagnostics;

namespace Frugal.Data;

/// <summary>NuGet's cache of packages on this machine, and restoring a package into it from the user's package sources.</summary>
/// <param name="cache">The folder of the cache.</param>
/// <param name="source">The package source to restore from; null for those that the user has configured.</param>
internal sealed class NuGetPackages(string cache, string? source = null)
{
    private const int ReportMilliseconds = 250;

    /// <summary>The path of <paramref name="file"/> in the cache; null if its package is not there.</summary>
    public string? Find(PackagedFile file)
    {
        // NuGet writes this file last: a package without it is still being unpacked.
        var whole = File.Exists(Path.Combine(FolderOf(file), ".nupkg.metadata"));
        var path = Path.Combine([FolderOf(file), .. file.Path.Split('/')]);
        return whole && File.Exists(path) ? path : null;
    }

    /// <summary>Restores the package of <paramref name="file"/> with the .NET SDK and returns the path of the file.</summary>
    /// <exception cref="FrugalException">There is no SDK, no package source has the package, or the package lacks the file.</exception>
    public string Restore(PackagedFile file, CatalogEntry entry, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        var project = Directory.CreateTempSubdirectory("frugal-package-");
        try
        {
            File.WriteAllText(Path.Combine(project.FullName, "package.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><PackageDownload Include="{file.Id}" Version="[{file.Version}]" /></ItemGroup>
                </Project>
                """);
            Run(project.FullName, file, () => progress?.Report(new(entry.Name, Math.Min(Size(FolderOf(file)), entry.Bytes), entry.Bytes)), cancellation);
        }
        finally
        {
            project.Delete(recursive: true);
        }

        return Find(file) ?? throw new FrugalException($"{file.Id} {file.Version}: the package has no file {file.Path}. Report it.");
    }

    private void Run(string folder, PackagedFile file, Action report, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", ["restore", "--verbosity", "quiet", "--nologo", .. source is null ? (string[])[] : ["--source", source]])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            Environment = { ["NUGET_PACKAGES"] = cache, ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        try
        {
            using var restore = Process.Start(start)!;
            var (output, errors) = (restore.StandardOutput.ReadToEndAsync(cancellation), restore.StandardError.ReadToEndAsync(cancellation));
            while (!restore.WaitForExit(ReportMilliseconds))
            {
                report();
                if (cancellation.IsCancellationRequested)
                {
                    restore.Kill(entireProcessTree: true);
                    cancellation.ThrowIfCancellationRequested();
                }
            }

            if (restore.ExitCode != 0)
            {
                var reason = $"{output.Result}\n{errors.Result}".Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal));
                throw new FrugalException($"{file.Id} {file.Version}: the package could not be restored. Check the network, the free disk space and 'dotnet nuget list source'. NuGet says: {reason ?? "nothing"}");
            }
        }
        catch (Win32Exception cause)
        {
            throw new FrugalException($"{file.Id} {file.Version}: the .NET SDK, which restores packages, does not start ({cause.Message}). Install it, then run the same command again.", cause);
        }
    }

    private string FolderOf(PackagedFile file) => Path.Combine(cache, file.Id.ToLowerInvariant(), file.Version);

    private static long Size(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(found => found.Length) : 0;
        }
        catch (IOException)
        {
            return 0;   // NuGet renames files while it unpacks
        }
    }
}
