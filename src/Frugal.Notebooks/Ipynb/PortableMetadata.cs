using System.Text.Json.Nodes;

namespace Frugal.Notebooks.Ipynb;

/// <summary>The metadata by which VS Code, JupyterLab, the old .NET kernel and ClrKernel recognise a C# notebook.</summary>
internal static class PortableMetadata
{
    /// <summary>The name under which C# kernels register.</summary>
    public const string KernelName = ".net-csharp";

    private static readonly (string[] Path, string Value)[] Wanted =
    [
        (["kernelspec", "display_name"], ".NET (C#)"),
        (["kernelspec", "language"], "C#"),
        (["kernelspec", "name"], KernelName),
        (["language_info", "name"], "C#"),
        (["polyglot_notebook", "kernelInfo", "defaultKernelName"], "csharp"),
    ];

    public static JsonObject Create()
    {
        var metadata = new JsonObject();
        Repair(metadata);
        return metadata;
    }

    /// <summary>The differences, one per line.</summary>
    public static IEnumerable<string> Differences(JsonObject metadata)
    {
        foreach (var (path, value) in Wanted)
        {
            JsonNode? node = metadata;
            foreach (var name in path)
            {
                node = (node as JsonObject)?[name];
            }

            if (node is not JsonValue found || !found.TryGetValue(out string? text) || text != value)
            {
                yield return $"metadata {string.Join('.', path)} is {node?.ToJsonString() ?? "missing"}, not \"{value}\"";
            }
        }
    }

    public static void Repair(JsonObject metadata)
    {
        foreach (var (path, value) in Wanted)
        {
            var at = metadata;
            foreach (var name in path[..^1])
            {
                if (at[name] is not JsonObject inner)
                {
                    at[name] = inner = [];
                }

                at = inner;
            }

            at[path[^1]] = value;
        }
    }
}
