namespace Frugal.Gguf;

/// <summary>What <see cref="LlamaExporter"/> writes besides the weights.</summary>
public sealed record LlamaExportOptions
{
    /// <summary>The type of the matrices: F16, the default, or F32. Norms are always F32.</summary>
    public GgufType Type { get; init; } = GgufType.F16;

    /// <summary>The model's name; <c>llama</c> by default.</summary>
    public string Name { get; init; } = "llama";

    /// <summary>The special token that ends a text, <c>&lt;|end|&gt;</c> by default.</summary>
    public string End { get; init; } = "<|end|>";

    /// <summary>The special token that begins each text, which llama.cpp then adds; none by default.</summary>
    public string? Begin { get; init; }

    /// <summary>The special token that ends an answer in a chat; none by default.</summary>
    public string? EndOfTurn { get; init; }

    /// <summary>How a chat becomes one text: a template in Jinja, as llama.cpp reads it; none by default.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the value that is not allowed.</summary>
    public LlamaExportOptions Validated() => Type == GgufType.F16 || Type == GgufType.F32 ? this
        : throw new FrugalException($"GGUF export: Type is {Type}; it must be F16 or F32. Export one of these, then quantise the file with llama.cpp.");
}
