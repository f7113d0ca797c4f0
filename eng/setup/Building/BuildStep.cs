using System.Globalization;
using Frugal.Setup.Checks;
using Frugal.Setup.Systems;

namespace Frugal.Setup.Building;

/// <summary>Restores and builds a target in Release, the configuration for measurements and tests.</summary>
public sealed class BuildStep(Repository repository, BuildTarget target)
{
    private readonly Stamp stamp = new(repository, target.Key);

    /// <summary>Whether the build is up to date with its sources; fast, and changes nothing.</summary>
    public Check Inspect() =>
        !File.Exists(repository.CommandLine) || !stamp.Exists ? Check.Missing(target.Name, "not built", "./frugal setup")
        : stamp.Holds(Key(target)) ? Check.Fine(target.Name, "built, Release")
        : Check.Missing(target.Name, "older than its sources", "./frugal setup");

    /// <summary>Restores and builds the target. Safe to run again after a kill.</summary>
    /// <exception cref="SetupException">The step failed; the message gives the remedy.</exception>
    public void Apply(StepReport report, Host host)
    {
        var keys = target.Parts.Append(target).Select(part => (part, key: Key(part))).ToList();
        stamp.Clear();
        var cache = PackageCache.Inspect(repository, host);
        if (cache.Obstacle is { } obstacle)
        {
            throw Refused(obstacle);
        }

        if (cache.Absent.Count > 0)
        {
            report.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Packages are missing from {cache.Folder}: up to {target.DownloadGigabytes:0.0} GB are downloaded."));
        }

        report.Step("packages", () => Restore(cache, host), result => result);
        report.Step(target.Name, () => BuildAgainIfChanged(keys[^1].key), result => result);
        foreach (var (part, key) in keys)
        {
            new Stamp(repository, part.Key).Write(key);
        }
    }

    private string Restore(PackageCache before, Host host)
    {
        Run(new LogFile(repository, $"{target.Key}-restore"), "The packages could not be restored", "restore", "-p:Configuration=Release");   // some packages are for Release alone

        // NuGet trusts its marker file: a file missing beside it would be noticed only when a program loads it.
        return PackageCache.Inspect(repository, host, before.Folder).Faults().FirstOrDefault() is { } fault ? throw Refused(fault)
            : before.Absent.Count > 0 ? "downloaded" : "in cache";
    }

    /// <summary>Builds; once more if it failed while files were saved, which may have been read half-written.</summary>
    private string BuildAgainIfChanged(string key)
    {
        try
        {
            return Build();
        }
        catch (SetupException) when (Key(target) != key)
        {
            return Build();
        }
    }

    private string Build()
    {
        Run(new LogFile(repository, target.Key), $"The {target.Name} could not be built", "build", "--no-restore", "--configuration", "Release");
        return "built";
    }

    private void Run(LogFile log, string fault, string verb, params string[] options)
    {
        var command = new ShellCommand(Shell.Dotnet, [verb, repository.At(target.Project.Split('/')), "--nologo", .. target.Options, .. options]) { Folder = repository.Root };
        if (Shell.Run(command, log) != 0)
        {
            throw new SetupException(Remedies.Explain(fault, log));
        }
    }

    private static SetupException Refused(Check check) => new($"{check.Found}. Remedy: {check.Remedy}.");

    private string Key(BuildTarget of) => SourceHash.OfTimes(repository.Root, of.Sources);
}
