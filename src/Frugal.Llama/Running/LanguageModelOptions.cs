namespace Frugal.Llama;

/// <summary>How a model's weights come into memory.</summary>
public sealed record LanguageModelOptions
{
    /// <summary>
    /// Whether the file is mapped (the default): its pages are file-backed, shared with other processes, and the system may take them back. Otherwise they are copied to the heap. llama.cpp keeps
    /// a copy of some quantised weights in an order that suits the processor; this copy is anonymous memory in either case.
    /// </summary>
    public bool Mapped { get; init; } = true;

    /// <summary>Threads, 1 to 256; as many as processors by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public LanguageModelOptions Validated()
    {
        Guard.Range("Language model", nameof(Threads), Threads, Threads is >= 1 and <= 256, "1 to 256");
        return this;
    }
}
