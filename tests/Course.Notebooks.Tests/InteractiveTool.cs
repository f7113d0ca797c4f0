using System.Text.Json.Nodes;
using Frugal.Notebooks.Ipynb;

namespace Course.Notebooks.Tests;

/// <summary>Microsoft's tool .NET Interactive, installed under artifacts/, and registered with Jupyter for one test alone.</summary>
internal static class InteractiveTool
{
    public const string Version = "1.0.712001";

    /// <summary>The time that one cell may take; the first one restores packages.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly string Folder = Path.Combine(Tree.Root, "artifacts", "tools", "dotnet-interactive");

    private static readonly string Program = Path.Combine(Folder, OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive");

    /// <summary>Installs the tool where it is missing. Without it a test is skipped outside CI, and fails there.</summary>
    public static void Require()
    {
        if (!File.Exists(Program))
        {
            var (code, output, error) = FrugalProgram.Run(Tree.Root, new Dictionary<string, string>(), "dotnet", "tool", "install", "--tool-path", Folder, "Microsoft.dotnet-interactive", "--version", Version);
            if (code != 0)
            {
                MissingTool.Report($".NET Interactive {Version} is missing and cannot be installed: {output} {error}");
            }
        }
    }

    /// <summary>Runs the notebook in the tool's C# kernel, and answers it with its outputs. A cell that fails, fails the test.</summary>
    public static Notebook Execute(string notebook)
    {
        using var folder = new TemporaryFolder();
        var kernel = folder["kernels/.net-interactive"];
        Directory.CreateDirectory(kernel);
        var words = new JsonArray(Program, "jupyter", "--default-kernel", "csharp", "--http-port-range", "20000-30000", "{connection_file}");
        File.WriteAllText(Path.Combine(kernel, "kernel.json"), new JsonObject { ["argv"] = words, ["display_name"] = ".NET Interactive", ["language"] = "C#" }.ToJsonString());
        var environment = new Dictionary<string, string>
        {
            ["JUPYTER_PATH"] = folder.Path, ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_TRY_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        };

        var (code, output, error) = FrugalProgram.Run(folder.Path, environment, TimeSpan.FromMinutes(20), Jupyter.Python, Path.Combine(AppContext.BaseDirectory, "Client", "execute.py"), notebook, folder["executed.ipynb"], $"{Patience.Now(Limit).TotalSeconds:0}");

        Assert.That(code, Is.Zero, $"{output}\n{error}");
        return Notebook.Load(folder["executed.ipynb"]);
    }
}
