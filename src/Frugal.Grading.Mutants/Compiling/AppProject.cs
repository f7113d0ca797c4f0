using System.Text.Json;
using Frugal.Grading.Authoring;

namespace Frugal.Grading.Mutants.Compiling;

/// <summary>How the build compiles a lab's app: the compiler's arguments, and where the program lies.</summary>
/// <param name="Folder">The app's folder.</param>
/// <param name="Assembly">The assembly that the build makes.</param>
/// <param name="Arguments">The arguments of the C# compiler.</param>
internal sealed record AppProject(string Folder, string Assembly, IReadOnlyList<string> Arguments)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The folder that the build puts the programs of a lab into, one beside the other: APP, APP.Probes and APP.Grader.</summary>
    public string ProgramOf(string project) => Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Assembly)))!, project, Path.GetFileName(Path.GetDirectoryName(Assembly))!, $"{project}.dll");

    /// <summary>Asks the build of a lab's worked answer, which has been built.</summary>
    /// <exception cref="FrugalException">The project does not say how it is compiled.</exception>
    public static AppProject Read(LabTree tree, CancellationToken cancellation)
    {
        var folder = Path.Combine(tree.Solution, tree.Name.App);
        var project = Path.Combine(folder, $"{tree.Name.App}.csproj");
        string[] arguments =
        [
            "msbuild", project, "-nologo", "-nodeReuse:false", "-target:Compile", "-property:Configuration=Release", "-property:BuildProjectReferences=false",
            "-property:ProvideCommandLineArgs=true", "-property:SkipCompilerExecution=true", "-property:NonExistentFile=none",   // or the compiler, being up to date, is not asked
            "-getItem:CscCommandLineArgs", "-getProperty:TargetPath",
        ];
        var (code, output) = Dotnet.Run(tree.Course.Root, arguments, new Dictionary<string, string?>(), Limit, cancellation);
        var (start, end) = (output.IndexOf('{', StringComparison.Ordinal), output.LastIndexOf('}'));
        if (code != 0 || start < 0 || end < start)
        {
            throw new FrugalException($"{tree.Show(project)}: the build does not say how it compiles this project ({Dotnet.Tail(output)}). Run 'dotnet build {tree.Show(tree.Solution)} -c Release' to see why.");
        }

        using var answer = JsonDocument.Parse(output[start..(end + 1)]);
        var compiled = answer.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).ToList();
        return new(folder, answer.RootElement.GetProperty("Properties").GetProperty("TargetPath").GetString()!, compiled);
    }
}
