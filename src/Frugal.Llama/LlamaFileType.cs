using Frugal.Gguf;

namespace Frugal.Llama;

/// <summary>What llama.cpp makes of a model's weights: a number format for most tensors, and better ones for some of them (llama.cpp, <c>llama_ftype</c>).</summary>
public sealed class LlamaFileType
{
    private LlamaFileType(int number, string name, GgufType format) => (Number, Name, Format) = (number, name, format);

    /// <summary>All types that <see cref="LlamaQuantizer"/> writes, the largest first.</summary>
    public static IReadOnlyList<LlamaFileType> All { get; } =
    [
        new(1, "F16", GgufType.F16), new(7, "Q8_0", GgufType.Q8_0), new(18, "Q6_K", GgufType.Q6_K), new(17, "Q5_K_M", GgufType.Q5_K), new(15, "Q4_K_M", GgufType.Q4_K), new(2, "Q4_0", GgufType.Q4_0),
    ];

    /// <summary>The name: <c>Q4_K_M</c>.</summary>
    public string Name { get; }

    /// <summary>The format of most tensors.</summary>
    public GgufType Format { get; }

    /// <summary>The number of <c>llama_ftype</c>, which is also the file's <c>general.file_type</c>.</summary>
    internal int Number { get; }

    /// <summary>The type with this name, in upper or lower case.</summary>
    /// <exception cref="FrugalException">There is none.</exception>
    public static LlamaFileType Named(string name) =>
        All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw LlamaErrors.UnknownType(name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
