namespace Frugal.Llama;

/// <summary>How <see cref="LlamaComparison"/> runs two models.</summary>
public sealed record LlamaComparisonOptions
{
    /// <summary>The text; <see cref="ComparisonText.Default"/> by default. 32 tokens or more are needed, thousands for figures that tell close models apart.</summary>
    public string Text { get; init; } = ComparisonText.Default;

    /// <summary>Whether names of special tokens in the text, such as <c>&lt;|im_end|&gt;</c>, are read as these tokens: for chats in the frame that a model was trained with. False by default: they are text.</summary>
    public bool SpecialTokens { get; init; }

    /// <summary>Tokens that a model sees at a time, 16 to 32,768; the models' own context if that is shorter. 256 by default.</summary>
    public int Window { get; init; } = 256;

    /// <summary>Threads, 1 to 1,024; 1 by default. llama.cpp's threads wait for each other after each operation: with as many as there are processors, a busy machine slows them down manyfold.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public LlamaComparisonOptions Validated()
    {
        Guard.Range("GGUF comparison", nameof(Window), Window, Window is >= 16 and <= 32_768, "16 to 32,768");
        Guard.Range("GGUF comparison", nameof(Threads), Threads, Threads is >= 1 and <= 1024, "1 to 1,024");
        return this;
    }
}
