namespace Frugal.Setup.Building;

/// <summary>A target that set-up builds.</summary>
/// <param name="Name">The display name.</param>
/// <param name="Key">The name in stamps and logs.</param>
/// <param name="DownloadGigabytes">Size of the packages that a machine with an empty cache downloads, in 10^9 bytes.</param>
/// <param name="Project">The project or solution, relative to the clone.</param>
/// <param name="Sources">All files and folders that the build reads.</param>
public sealed record BuildTarget(string Name, string Key, double DownloadGigabytes, string Project, params IReadOnlyList<string> Sources)
{
    /// <summary>MSBuild properties, as command-line options.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Targets that are built as part of this one.</summary>
    public IReadOnlyList<BuildTarget> Parts { get; init; } = [];

    private const string CommandLineProject = "src/Frugal.Cli/Frugal.Cli.csproj";

    private static readonly string[] Common =
    [
        "src", "datasets/catalog.json", "models/catalog.json", "eng/Engines.targets", "eng/EngineCopies.cs", "eng/ReadyToRun.targets",
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig",
    ];

    /// <summary>The command line, for all commands except those below. Labs, benchmarks and graders are built by the commands that run them.</summary>
    public static BuildTarget CommandLine { get; } = new("command line", "command-line", 0.5, CommandLineProject, Common) { Options = ["-p:FrugalMakesNativeCompiler=false"] };

    /// <summary>The command line with a natively compiled C# compiler: see eng/ReadyToRun.targets.</summary>
    public static BuildTarget Notebooks { get; } = new("notebooks", "notebooks", 0.5, CommandLineProject, Common) { Parts = [CommandLine] };

    /// <summary>The whole solution, with tests, labs and benchmarks.</summary>
    public static BuildTarget Everything { get; } = new("solution", "solution", 1.0, "Course.sln", [.. Common, "Course.sln", "eng/setup", "tests", "labs", "solutions", "bench"]) { Parts = [CommandLine, Notebooks] };

    /// <summary>The target that a command needs.</summary>
    public static BuildTarget For(string command) => command is "notebook" or "kernel" or "site" ? Notebooks : CommandLine;
}
