namespace Frugal.Benchmarks.Compression;

/// <summary>One form of a network: a row of the table.</summary>
/// <param name="Name">What it is.</param>
/// <param name="File">The model that is timed, ONNX.</param>
internal sealed record Form(string Name, string File)
{
    /// <summary>The file that would be shipped, where it is another one than the one that is timed.</summary>
    public string? Stored { get; init; }

    /// <summary>Whether its weights were trained: only then has it an accuracy.</summary>
    public bool Trained { get; init; } = true;

    /// <summary>Epochs of training on top of the baseline; 0 for none.</summary>
    public int Epochs { get; init; }
}
