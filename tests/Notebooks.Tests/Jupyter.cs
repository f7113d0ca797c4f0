using System.Text.Json.Nodes;

namespace Notebooks.Tests;

/// <summary>Jupyter's own tools, over a registration of the kernel that only the test sees.</summary>
internal static class Jupyter
{
    /// <summary>The system's Python, which Debian's packages serve, before any other on the PATH.</summary>
    public static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static readonly Lazy<bool> Installed = new(() => Try(Python, "-c", "import nbclient, nbconvert, jupyter_client"));

    /// <summary>
    /// Whether there is a client to test with. Set-up brings one wherever tests run in CI, so that there its absence is a failure; a machine
    /// without Python has nothing to compare with, and the test says so.
    /// </summary>
    public static void Require()
    {
        if (!Installed.Value)
        {
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            {
                Assert.Fail("Jupyter's client is missing. ./frugal test installs python3-nbclient and jupyter-nbconvert.");
            }

            Assert.Ignore("No Jupyter client on this machine: nothing to compare with.");
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
        Assert.That(File.Exists(data.At("kernels/.net-csharp/kernel.json")), Is.True);
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
