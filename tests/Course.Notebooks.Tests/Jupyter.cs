using System.Text.Json.Nodes;

namespace Course.Notebooks.Tests;

/// <summary>Jupyter's own tools, over a registration of the kernel that only the test sees.</summary>
internal static class Jupyter
{
    /// <summary>The system's Python, which Debian's packages serve, before any other on the PATH.</summary>
    public static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static readonly Lazy<bool> Installed = new(() => Try(Python, "-c", "import nbclient, nbconvert, jupyter_client"));

    /// <summary>Skips the test on a machine without Jupyter's client.</summary>
    public static void Require()
    {
        if (!Installed.Value)
        {
            MissingTool.Report("Jupyter's client, Python's nbclient and nbconvert, is not installed.");
        }
    }

    /// <summary>Plays a scenario of client.py and answers what the client saw.</summary>
    public static JsonObject Play(string scenario)
    {
        using var data = new TemporaryFolder();
        var environment = Register(data);
        var (code, output, error) = FrugalProgram.Run(data.Path, environment, Python, Path.Combine(AppContext.BaseDirectory, "Client", "client.py"), scenario);

        Assert.That(code, Is.Zero, $"{output}\n{error}");
        return JsonNode.Parse(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!.AsObject();
    }

    /// <summary>Registers the kernel by the command that users run. The environment under which Jupyter finds it.</summary>
    public static Dictionary<string, string> Register(TemporaryFolder data)
    {
        var environment = new Dictionary<string, string> { ["JUPYTER_DATA_DIR"] = data.Path, ["HOME"] = data.Path };
        var (code, output, error) = FrugalProgram.Run(data.Path, environment, FrugalProgram.Words("kernel", "install"));
        Assert.That(code, Is.Zero, $"{output}\n{error}");
        Assert.That(File.Exists(data["kernels/.net-csharp/kernel.json"]), Is.True);
        return environment;
    }

    private static bool Try(params string[] words)
    {
        try
        {
            return FrugalProgram.Run(Environment.CurrentDirectory, new Dictionary<string, string>(), words).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
