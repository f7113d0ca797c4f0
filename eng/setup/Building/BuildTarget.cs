namespace Frugal.Setup.Building;

/// <summary>What set-up builds.</summary>
/// <param name="Name">Its name on the screen.</param>
/// <param name="Key">Its name among the stamps and logs.</param>
/// <param name="Project">The project or solution, relative to the clone.</param>
/// <param name="Sources">All files and folders that its build reads.</param>
public sealed record BuildTarget(string Name, string Key, string Project, params IReadOnlyList<string> Sources)
{
    private static readonly string[] Common =
    [
        "src", "datasets/catalog.json", "models/catalog.json", "eng/Engines.targets", "eng/MarkVersionWeak.cs", "eng/ReadyToRun.targets",
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig",
    ];

    /// <summary>The command line: all that any command but <c>test</c> runs. Labs, benchmarks and graders are built by the commands that run them.</summary>
    public static BuildTarget CommandLine { get; } = new("command line", "command-line", "src/Frugal.Cli/Frugal.Cli.csproj", Common);

    /// <summary>The whole solution, with tests, labs and benchmarks.</summary>
    public static BuildTarget Everything { get; } = new("solution", "solution", "Course.sln", [.. Common, "Course.sln", "eng/setup", "tests", "labs", "solutions", "bench"]);
}
