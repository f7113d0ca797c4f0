namespace Frugal.Setup.Steps;

/// <summary>Debian's packages, and OpenBLAS's OpenMP build as the system's BLAS.</summary>
public sealed class DebianStep(Repository repository) : ISetupStep
{
    public string Name => "Debian packages";

    public IReadOnlyList<Check> Inspect()
    {
        var installed = Installed();
        return
        [
            .. DebianPackage.Needed.Select(package => package.Names.FirstOrDefault(installed.ContainsKey) is { } name
                ? Check.Fine(package.Name, installed[name])
                : Check.Missing(package.Name, "not installed", $"./frugal setup (or: sudo apt-get install --no-install-recommends {package.Name})")),
            Blas.Inspect(),
        ];
    }

    public void Apply()
    {
        var installed = Installed();
        var missing = DebianPackage.Needed.Where(package => !package.Names.Any(installed.ContainsKey)).ToList();
        var log = new LogFile(repository, "debian");
        if (Administrator.Prefix() is not { } prefix)
        {
            throw new SetupException(Administrator.Request([.. missing.Select(package => package.Name)], Blas.Chosen()));
        }

        void Run(params string[] command)
        {
            string[] words = [.. prefix, .. command];
            if (Shell.Run(new ShellCommand(words[0], words[1..]), log) != 0)
            {
                throw new SetupException(Remedies.Explain($"'{string.Join(' ', command)}' failed", log));
            }
        }

        if (missing.Count > 0)
        {
            Run("apt-get", "update");
            Run(["apt-get", "install", "--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", .. missing.Select(KnownName)]);
        }

        if (!Blas.Inspect().Ok)
        {
            foreach (var command in Blas.SetCommands)
            {
                Run(command);
            }
        }
    }

    /// <summary>The first of a package's names that this system's package lists hold.</summary>
    private static string KnownName(DebianPackage package) =>
        package.Names.FirstOrDefault(name => Shell.Capture("apt-cache", "show", name) is { Length: > 0 }) ?? package.Name;

    private static IReadOnlyDictionary<string, string> Installed() => DebianPackage.ParseInstalled(
        Shell.Capture("dpkg-query", ["--show", $"--showformat={DebianPackage.QueryFormat}", .. DebianPackage.Needed.SelectMany(package => package.Names)]) ?? "");
}
