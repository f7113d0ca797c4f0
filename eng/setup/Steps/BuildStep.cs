namespace Frugal.Setup.Steps;

/// <summary>The solution, restored and built in Release: the configuration in which figures are measured and tests run.</summary>
public sealed class BuildStep(Repository repository, Backend backend) : ISetupStep
{
    /// <summary>All that a build reads.</summary>
    private static readonly string[] Sources =
    [
        "src", "tests", "labs", "solutions", "eng", "bench", "datasets/catalog.json", "models/catalog.json",
        "Course.sln", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig",
    ];

    private readonly Stamp stamp = new(repository, "build");

    public string Name => "solution";

    public IReadOnlyList<Check> Inspect() =>
        !File.Exists(repository.CommandLine) ? [Check.Missing(Name, "not built", "./frugal setup")]
        : stamp.Holds(Key()) ? [Check.Fine(Name, $"built, Release, {backend.Name()} engines")]
        : [Check.Missing(Name, "older than its sources", "./frugal setup")];

    public void Apply()
    {
        var key = Key();
        stamp.Clear();
        var log = new LogFile(repository, "build");
        if (Shell.Run(new ShellCommand(Shell.Dotnet, "build", repository.Solution, "--configuration", "Release", "--nologo") { Folder = repository.Root }, log) != 0)
        {
            throw new SetupException(Remedies.Explain("The solution could not be built", log));
        }

        stamp.Write(key);
    }

    private string Key() => $"{backend.Name()} {SourceHash.OfTimes(repository.Root, Sources)}";
}
