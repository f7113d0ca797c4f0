using System.Text.Json;

namespace Frugal.Site.Checks.Figures;

/// <summary>A committed result: a file of <c>bench/results</c>, which is of one processor and instruction set.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Root">Its content.</param>
internal sealed record CommittedResult(string File, JsonElement Root)
{
    /// <summary>The results of a benchmark, in the order of their names.</summary>
    public static IEnumerable<CommittedResult> All(string repository, string benchmark) =>
        Directory.GetFiles(Folder(repository), $"{benchmark}-*.json").Order(StringComparer.Ordinal).Select(Read);

    /// <summary>The result of a file's name.</summary>
    public static CommittedResult Named(string repository, string file) => Read(Path.Combine(Folder(repository), file));

    /// <summary>The processor and its instruction set, which the file's name gives in every result.</summary>
    public string Processor(FigureLanguage language) => $"{PlainName(Machine.GetProperty("cpu").GetString()!)}, {InstructionSet(language)}";

    /// <summary>The instruction set.</summary>
    public string InstructionSet(FigureLanguage language) => language[Path.GetFileNameWithoutExtension(File) switch
    {
        var name when name.EndsWith("-avx512-vnni", StringComparison.Ordinal) => "AVX-512 VNNI",
        var name when name.EndsWith("-avx2", StringComparison.Ordinal) => "AVX2 without VNNI",
        var name => throw new InvalidDataException($"{name}.json: CommittedResult has no words for this instruction set. Add them."),
    }];

    /// <summary>The machine of the measurement.</summary>
    public JsonElement Machine => Find("machine") ?? throw new InvalidDataException($"{File} names no machine.");

    /// <summary>The first property of that name, the outermost before the inner ones.</summary>
    public JsonElement? Find(string name) => Find(Root, name);

    /// <summary>The number at a path of properties.</summary>
    public static double Value(JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => at.GetProperty(name)).GetDouble();

    /// <summary>Intel(R) Xeon(R) Processor: Intel Xeon.</summary>
    private static string PlainName(string cpu) =>
        cpu.Replace("(R)", "", StringComparison.Ordinal).Replace("(TM)", "", StringComparison.Ordinal).Replace(" Processor", "", StringComparison.Ordinal).Trim();

    private static string Folder(string repository) => Path.Combine(repository, "bench", "results");

    private static CommittedResult Read(string path)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        return new(Path.GetFileName(path), document.RootElement.Clone());
    }

    private static JsonElement? Find(JsonElement element, string name)
    {
        IEnumerable<JsonElement> inner = element.ValueKind switch
        {
            JsonValueKind.Object when element.TryGetProperty(name, out var found) => [found],
            JsonValueKind.Object => element.EnumerateObject().Select(property => Find(property.Value, name)).OfType<JsonElement>(),
            JsonValueKind.Array => element.EnumerateArray().Select(item => Find(item, name)).OfType<JsonElement>(),
            _ => [],
        };
        return inner.Cast<JsonElement?>().FirstOrDefault();
    }
}
