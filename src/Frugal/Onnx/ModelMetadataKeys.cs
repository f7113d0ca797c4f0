using System.Globalization;
using System.Text.Json;
using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>Converts <see cref="ModelMetadata"/> to the key-value pairs of a file and back. Unreadable values count as absent.</summary>
internal static class ModelMetadataKeys
{
    private const string Prefix = "frugal.";

    public static ModelMetadata Read(OnnxModel model)
    {
        var values = new Dictionary<string, string>();
        foreach (var entry in model.Proto.MetadataProps.Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            values[entry.Key[Prefix.Length..]] = entry.Value;
        }

        var (width, height) = Size(values.GetValueOrDefault("size")) ?? InputSize(model);
        var mean = Numbers(values.GetValueOrDefault("mean"));
        var std = Numbers(values.GetValueOrDefault("std"));
        var stated = mean is not null && std is not null && mean.Length == std.Length && std.All(s => s > 0);
        return new ModelMetadata
        {
            Name = values.GetValueOrDefault("name") ?? Path.GetFileNameWithoutExtension(model.Source),
            Dataset = values.GetValueOrDefault("dataset"),
            Classes = Strings(values.GetValueOrDefault("classes")),
            Width = width,
            Height = height,
            Mean = stated ? mean! : ModelMetadata.ImageNetMean,
            Std = stated ? std! : ModelMetadata.ImageNetStd,
            Resize = values.GetValueOrDefault("resize") ?? "stretch",
            Format = values.GetValueOrDefault("format") ?? "fp32",
            Weights = values.GetValueOrDefault("weights"),
            Vocabulary = values.GetValueOrDefault("vocabulary") is { Length: > 0 } tokens ? tokens.Split('\n') : [],
            MaximumTokens = int.TryParse(values.GetValueOrDefault("tokens"), NumberStyles.None, CultureInfo.InvariantCulture, out var longest) && longest > 0 ? longest : null,
            Stated = stated,
        };
    }

    public static void Write(ModelProto proto, ModelMetadata metadata)
    {
        var others = proto.MetadataProps.Where(entry => !entry.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToArray();
        proto.MetadataProps.Clear();
        proto.MetadataProps.AddRange(others);
        Add("name", metadata.Name);
        Add("dataset", metadata.Dataset);
        Add("classes", metadata.Classes.Count == 0 ? null : JsonSerializer.Serialize(metadata.Classes));
        Add("size", metadata is { Width: { } width, Height: { } height } ? string.Create(CultureInfo.InvariantCulture, $"{width}x{height}") : null);
        Add("mean", Join(metadata.Mean));
        Add("std", Join(metadata.Std));
        Add("resize", metadata.Resize);
        Add("format", metadata.Format);
        Add("weights", metadata.Weights);
        Add("vocabulary", metadata.Vocabulary.Count == 0 ? null : string.Join('\n', metadata.Vocabulary));
        Add("tokens", metadata.MaximumTokens?.ToString(CultureInfo.InvariantCulture));

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                proto.MetadataProps.Add(new StringStringEntryProto { Key = Prefix + key, Value = value });
            }
        }
    }

    /// <summary>Sets only the format and the weights' rounding; other metadata that the file lacks is not added.</summary>
    public static void SetFormat(ModelProto proto, string format, string? weights)
    {
        Set("format", format);
        if (weights is not null)
        {
            Set("weights", weights);
        }

        void Set(string key, string value)
        {
            var entry = proto.MetadataProps.FirstOrDefault(entry => entry.Key == Prefix + key);
            if (entry is null)
            {
                proto.MetadataProps.Add(entry = new StringStringEntryProto { Key = Prefix + key });
            }

            entry.Value = value;
        }
    }

    private static string Join(IReadOnlyList<float> numbers) => string.Join(",", numbers.Select(x => x.ToString("R", CultureInfo.InvariantCulture)));

    private static float[]? Numbers(string? text)
    {
        var parts = text?.Split(',') ?? [];
        var numbers = new float[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !float.IsFinite(numbers[i]))
            {
                return null;
            }
        }

        return numbers.Length == 0 ? null : numbers;
    }

    private static IReadOnlyList<string> Strings(string? json)
    {
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static (int? Width, int? Height)? Size(string? text)
    {
        var parts = text?.Split('x') ?? [];
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width > 0
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height) && height > 0
            ? (width, height)
            : null;
    }

    private static (int? Width, int? Height) InputSize(OnnxModel model) =>
        model.Inputs is [{ Shape: [_, _, { } height, { } width] }, ..] && height is > 0 and < int.MaxValue && width is > 0 and < int.MaxValue
            ? ((int)width, (int)height)
            : (null, null);
}
