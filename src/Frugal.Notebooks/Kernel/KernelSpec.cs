using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Notebooks.Kernel;

/// <summary>The kernel's registration with Jupyter: a folder with a <c>kernel.json</c> in the user's data folder.</summary>
public static class KernelSpec
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Registers a kernel that is started by <paramref name="command"/>. Returns the folder.</summary>
    /// <exception cref="FrugalException">The folder cannot be written.</exception>
    public static string Install(IReadOnlyList<string> command)
    {
        var folder = Folder();
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray([.. command.Append("{connection_file}").Select(word => (JsonNode)word)]),
            ["display_name"] = ".NET (C#)",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["env"] = new JsonObject(),
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        AtomicFile.WriteAllBytes(Path.Combine(folder, "kernel.json"), JsonSerializer.SerializeToUtf8Bytes(spec, Layout));
        return folder;
    }

    /// <summary>Removes the registration. Returns whether there was one.</summary>
    public static bool Uninstall()
    {
        var folder = Folder();
        if (!Directory.Exists(folder))
        {
            return false;
        }

        Directory.Delete(folder, recursive: true);
        return true;
    }

    /// <summary>Jupyter's folder for the user's kernels: JUPYTER_DATA_DIR, or the system's data folder.</summary>
    public static string Folder()
    {
        var data = Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named ? named
            : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library", "Jupyter")
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } home ? home
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share"), "jupyter");
        return Path.Combine(data, "kernels", PortableMetadata.KernelName);
    }
}
