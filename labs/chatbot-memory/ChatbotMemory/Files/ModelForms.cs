using System.Security.Cryptography;
using System.Text;
using Frugal.Gguf;
using Frugal.Measuring;

namespace ChatbotMemory.Files;

/// <summary>The forms that a model has: of F32, F16 or BF16 others can be made; a quantised file is used as it is.</summary>
public sealed class ModelForms
{
    private ModelForms(ModelSource source, string type, ModelForm? f16, ModelForm? q8, ModelForm small, long f16Bytes, IReadOnlyList<ModelForm> others) =>
        (Source, Type, F16, Q8, Small, F16Bytes, Others) = (source, type, f16, q8, small, f16Bytes, others);

    /// <summary>Where the model came from.</summary>
    public ModelSource Source { get; }

    /// <summary>The type of its numbers there.</summary>
    public string Type { get; }

    /// <summary>In F16; null if the source is quantised.</summary>
    public ModelForm? F16 { get; }

    /// <summary>In Q8_0; null if the source is quantised.</summary>
    public ModelForm? Q8 { get; }

    /// <summary>In Q4_K_M, within the budget of the settings, or the quantised source itself.</summary>
    public ModelForm Small { get; }

    /// <summary>Bytes of the F16 file, also where there cannot be one.</summary>
    public long F16Bytes { get; }

    /// <summary>Other models for the pool, each as it is.</summary>
    public IReadOnlyList<ModelForm> Others { get; }

    /// <summary>All forms, the largest first.</summary>
    public IReadOnlyList<ModelForm> All => [.. new[] { F16, Q8, Small }.OfType<ModelForm>(), .. Others];

    /// <summary>Looks at the model of the settings. It reads the file's header, no weights.</summary>
    /// <exception cref="Frugal.FrugalException">A model is missing, or not GGUF.</exception>
    public static ModelForms Of(ChatSettings settings)
    {
        var source = ModelSource.Find(settings.Model);
        var others = settings.Pool.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ModelSource.Find).Select(AsItIs).ToList();
        using var file = GgufFile.Open(source.Path);
        var type = TypeOf(file);
        if (file.Types.Any(use => use.Type.IsQuantized))
        {
            return new(source, type, null, null, new(source.Name, type, source.Path, file.Bytes), 2 * file.Weights, others);
        }

        var folder = Path.Combine(settings.Folder, $"{source.Name}-{Mark(source.Path)}");
        var small = settings.FileBudget is { Length: > 0 } budget
            ? Made($"max-{ByteSize.Parse(budget).Bytes}", 0) with { Estimate = ByteSize.Parse(budget).Bytes }
            : SmallType(file) is { } smallType ? Made(smallType, 4.9) : new ModelForm(source.Name, type, source.Path, file.Bytes);
        return new(source, type, type == "F16" ? new(source.Name, type, source.Path, file.Bytes) : Made("F16", 16), Made("Q8_0", 8.5), small, 2 * file.Weights, others);

        ModelForm Made(string to, double bits) => new(source.Name, to, Path.Combine(folder, $"{to}.gguf"), (long)(file.Weights * bits / 8));
    }

    private static ModelForm AsItIs(ModelSource source)
    {
        using var file = GgufFile.Open(source.Path);
        return new(source.Name, TypeOf(file), source.Path, file.Bytes);
    }

    /// <summary>The name that llama.cpp has for the file's mixture of types (<c>llama_ftype</c>), or the type of most bytes.</summary>
    private static string TypeOf(GgufFile file) => file.Metadata.Integer("general.file_type") switch
    {
        0 => "F32",
        1 => "F16",
        2 => "Q4_0",
        7 => "Q8_0",
        12 => "Q3_K_M",
        15 => "Q4_K_M",
        17 => "Q5_K_M",
        18 => "Q6_K",
        32 => "BF16",
        _ => file.Types.Select(use => use.Type.Name).FirstOrDefault("no weights"),
    };

    /// <summary>K-quants need rows of whole blocks of 256 weights.</summary>
    private static string? SmallType(GgufFile file)
    {
        var matrices = file.Tensors.Where(tensor => tensor.Shape.Count > 1).ToList();
        return matrices.TrueForAll(tensor => tensor.RowLength % 256 == 0) ? "Q4_K_M" : matrices.TrueForAll(tensor => tensor.RowLength % 32 == 0) ? "Q4_0" : null;
    }

    /// <summary>Another file of the same name gets a folder of its own.</summary>
    private static string Mark(string path)
    {
        var file = new FileInfo(path);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}")))[..8];
    }
}
