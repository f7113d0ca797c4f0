using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace House.Tests.Deployment;

/// <summary>The files of <c>deploy/tweet-pipeline</c>.</summary>
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
}
