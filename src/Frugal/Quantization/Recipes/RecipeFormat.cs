using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Frugal.Measuring;

namespace Frugal.Quantization;

/// <summary>
/// Recipes as JSON files: <c>{"frugal_recipe": 1, "quantization": {"options": {...}, "steps": [{"step": "smooth", "alpha": 0.5}, {"step": "write-static"}]}}</c>.
/// The format knows the library's steps; add your own with <see cref="With"/>. Immutable.
/// </summary>
public sealed class RecipeFormat
{
    /// <summary>The version that is written and read.</summary>
    public const int Version = 1;

    private const string VersionName = "frugal_recipe";

    private readonly ImmutableSortedDictionary<string, Type> steps;
    private readonly JsonSerializerOptions json;

    private RecipeFormat(ImmutableSortedDictionary<string, Type> steps)
    {
        this.steps = steps;
        json = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            IgnoreReadOnlyProperties = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters = { new StepConverters(steps), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new ByteSizeConverter(), new MillisecondsConverter(), new QuantizationFormatConverter(), new NodeNamesConverter() },
        };
    }

    /// <summary>The steps of this library.</summary>
    public static RecipeFormat Default { get; } = new RecipeFormat(ImmutableSortedDictionary<string, Type>.Empty)
        .With<EqualizeStep>().With<SmoothStep>().With<FitBytesStep>().With<FitLatencyStep>().With<CorrectBiasStep>().With<WriteStaticStep>().With<WriteDynamicStep>().With<WriteWeightOnlyStep>();

    /// <summary>The format with one more step, a record. Its name in files is the type's name in kebab case, without the ending <c>Step</c>.</summary>
    /// <typeparam name="TStep">The type of the step.</typeparam>
    public RecipeFormat With<TStep>() where TStep : class => new(steps.SetItem(StepConverters.NameOf(typeof(TStep)), typeof(TStep)));

    /// <summary>A recipe as JSON.</summary>
    /// <typeparam name="TRecipe"><see cref="QuantizationRecipe"/>, or the recipe of another library's steps, such as <c>CompressionRecipe</c>.</typeparam>
    /// <param name="recipe">The recipe; the format knows its steps.</param>
    public string ToJson<TRecipe>(TRecipe recipe) where TRecipe : class =>
        new JsonObject { [VersionName] = Version, [Kind<TRecipe>()] = JsonSerializer.SerializeToNode(recipe, json) }.ToJsonString(json);

    /// <summary>Reads a recipe from JSON.</summary>
    /// <typeparam name="TRecipe">The kind of recipe expected.</typeparam>
    /// <param name="text">The text of a file.</param>
    /// <param name="source">Its name in messages.</param>
    /// <exception cref="FrugalException">The text is not JSON, of another version or kind, or has an unknown step, property or value.</exception>
    public TRecipe Parse<TRecipe>(string text, string source) where TRecipe : class
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var file = JsonNode.Parse(text) as JsonObject ?? throw new FrugalException($"{source}: this is not a recipe. A recipe is a JSON object with \"{VersionName}\": {Version}.");
            if (file[VersionName] is not JsonValue version || !version.TryGetValue(out int number) || number != Version)
            {
                throw new FrugalException($"{source}: the recipe's version is {file[VersionName]?.ToJsonString() ?? "missing"}; this program reads version {Version}. Write the recipe again with this version of Frugal.");
            }

            return file[Kind<TRecipe>()] is { } content
                ? content.Deserialize<TRecipe>(json)!
                : throw new FrugalException($"{source}: it holds no {Kind<TRecipe>()} recipe but {string.Join(", ", file.Select(entry => entry.Key).Where(key => key != VersionName).DefaultIfEmpty("nothing"))}.");
        }
        catch (JsonException wrong)
        {
            throw new FrugalException($"{source}: {wrong.Message.ReplaceLineEndings(" ")}", wrong);
        }
        catch (FrugalException wrong) when (!wrong.Message.StartsWith(source, StringComparison.Ordinal))
        {
            throw new FrugalException($"{source}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Writes a recipe to a file, atomically.</summary>
    /// <typeparam name="TRecipe">The kind of recipe.</typeparam>
    /// <param name="recipe">The recipe; the format knows its steps.</param>
    /// <param name="path">The JSON file.</param>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void Save<TRecipe>(TRecipe recipe, string path) where TRecipe : class => AtomicFile.WriteAllBytes(path, Encoding.UTF8.GetBytes(ToJson(recipe) + "\n"));

    /// <summary>Reads a recipe from a file.</summary>
    /// <typeparam name="TRecipe">The kind of recipe expected.</typeparam>
    /// <param name="path">The JSON file.</param>
    /// <exception cref="FrugalException">The file cannot be read, or holds no such recipe.</exception>
    public TRecipe Load<TRecipe>(string path) where TRecipe : class
    {
        try
        {
            return Parse<TRecipe>(File.ReadAllText(path), path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: the recipe cannot be read ({cause.Message.TrimEnd('.')}). Name a file written with 'frugal quantize --save-recipe'.", cause);
        }
    }

    /// <summary>A text that two objects share only if all their values are equal: steps of a recipe, or options.</summary>
    internal static string Identity(object value) => JsonSerializer.Serialize(value, value.GetType(), Default.json);

    private static string Kind<TRecipe>() => typeof(TRecipe).Name.Replace("Recipe", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>"400 KB" in files written by hand, all digits in written ones.</summary>
    private sealed class ByteSizeConverter : JsonConverter<ByteSize>
    {
        public override ByteSize Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => ByteSize.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, ByteSize value, JsonSerializerOptions options) => writer.WriteStringValue(FormattableString.Invariant($"{value.Bytes} B"));
    }

    private sealed class MillisecondsConverter : JsonConverter<Milliseconds>
    {
        public override Milliseconds Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Milliseconds.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Milliseconds value, JsonSerializerOptions options) => writer.WriteStringValue(FormattableString.Invariant($"{value.Value:0.################} ms"));
    }

    private sealed class QuantizationFormatConverter : JsonConverter<QuantizationFormat>
    {
        private static readonly QuantizationFormat[] Known = [QuantizationFormat.UInt8, QuantizationFormat.Int8];

        public override QuantizationFormat Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetString() is var name && Known.FirstOrDefault(format => format.Name == name) is { } found
                ? found
                : throw new FrugalException($"activations as {name}: allowed are {string.Join(" and ", Known.Select(format => format.Name))}.");

        public override void Write(Utf8JsonWriter writer, QuantizationFormat value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }

    private sealed class NodeNamesConverter : JsonConverter<IReadOnlySet<string>>
    {
        public override IReadOnlySet<string> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => JsonSerializer.Deserialize<HashSet<string>>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<string> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Order(StringComparer.Ordinal), options);
    }
}
