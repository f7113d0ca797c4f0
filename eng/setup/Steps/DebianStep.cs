namespace Frugal.Setup.Steps;

/// <summary>Debian's packages, and for the engines OpenBLAS's OpenMP build as the system's BLAS.</summary>
public sealed class DebianStep : ISetupStep
{
    private readonly Repository repository;
    private readonly IReadOnlyList<DebianPackage> packages;
    private readonly bool choosesBlas;

    private DebianStep(Repository repository, string name, IReadOnlyList<DebianPackage> packages, bool choosesBlas) =>
        (this.repository, Name, this.packages, this.choosesBlas) = (repository, name, packages, choosesBlas);

    public string Name { get; }

    /// <summary>What the <c>system</c> engines stand on.</summary>
    public static DebianStep ForEngines(Repository repository) => new(repository, "Debian packages", DebianPackage.Needed, choosesBlas: true);

    /// <summary>What the tests need besides.</summary>
    public static DebianStep ForTests(Repository repository) => new(repository, "tools of the tests", DebianPackage.NeededByTests, choosesBlas: false);

    public IReadOnlyList<Check> Inspect()
    {
        var installed = Installed();
        return
        [
            .. packages.Select(package => package.Names.FirstOrDefault(installed.ContainsKey) is { } name
                ? Check.Fine(package.Name, installed[name])
                : Check.Missing(package.Name, "not installed", $"./frugal setup (or: sudo apt-get install --no-install-recommends {package.Name})")),
            .. choosesBlas ? [Blas.Inspect()] : Array.Empty<Check>(),
        ];
    }

    public void Apply()
    {
        var installed = Installed();
        var missing = packages.Where(package => !package.Names.Any(installed.ContainsKey)).ToList();
        var log = new LogFile(repository, choosesBlas ? "debian" : "browser");
        if (Administrator.Prefix() is not { } prefix)
        {
            throw new SetupException(Administrator.Request([.. missing.Select(package => package.Name)], choosesBlas ? Blas.Chosen() : []));
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

        if (choosesBlas && !Blas.Inspect().Ok)
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

    private IReadOnlyDictionary<string, string> Installed() => DebianPackage.ParseInstalled(
        Shell.Capture("dpkg-query", ["--show", $"--showformat={DebianPackage.QueryFormat}", .. packages.SelectMany(package => package.Names)]) ?? "");
}
