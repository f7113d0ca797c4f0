using System.Text.Json;

namespace Labs.MakeItSmall.Grader;

/// <summary>What PyTorch answered: <c>Golden/make-it-small.golden.json</c>, made by the script beside it.</summary>
internal static class Golden
{
    private static readonly Lazy<JsonElement> All = new(Read);

    public static JsonElement Of(string part) => All.Value.GetProperty(part);

    public static float[] Floats(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(number => (float)number.GetDouble())];

    public static double[] Doubles(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    public static int[] Integers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];

    public static float Float(this JsonElement element, string name) => (float)element.GetProperty(name).GetDouble();

    public static int Integer(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static JsonElement Read()
    {
        using var file = typeof(Golden).Assembly.GetManifestResourceStream("make-it-small.golden.json")!;
        return JsonDocument.Parse(file).RootElement;
    }
}
