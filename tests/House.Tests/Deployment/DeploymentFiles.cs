using System.Diagnostics;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace House.Tests.Deployment;

/// <summary>The files of <c>deploy/tweet-pipeline</c>, and the programs that check them.</summary>
internal static class DeploymentFiles
{
    public static string Folder { get; } = Tree.At("deploy", "tweet-pipeline");

    public static string At(string path) => Path.Combine(Folder, path);

    public static string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Paths in the folder with one of the endings.</summary>
    public static IEnumerable<string> Named(params string[] endings) =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>The documents of a YAML file as JSON, with anchors and <c>&lt;&lt;</c> resolved.</summary>
    public static List<JsonElement> Yaml(string text)
    {
        var deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var serializer = new SerializerBuilder().JsonCompatible().Build();
        var parser = new MergingParser(new YamlDotNet.Core.Parser(new StringReader(text)));
        var documents = new List<JsonElement>();
        parser.Consume<YamlDotNet.Core.Events.StreamStart>();
        while (parser.Accept<YamlDotNet.Core.Events.DocumentStart>(out _))
        {
            documents.Add(JsonDocument.Parse(serializer.Serialize(deserializer.Deserialize<object>(parser))).RootElement);
        }

        return documents;
    }

    /// <summary>Runs a program to its end; skips the test where it is not installed.</summary>
    /// <param name="variables">Environment variables besides this process's own.</param>
    /// <param name="words">The program and its arguments.</param>
    public static (int Code, string Output) Run(IReadOnlyDictionary<string, string>? variables, params string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{words[0]} is not installed.");
            throw;
        }
    }
}
