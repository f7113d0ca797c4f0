namespace Frugal.Architectures;

/// <summary>The shape of a <see cref="BiLstm"/>. The defaults give 0.59 M parameters, of which 0.52 M are in the token embedding.</summary>
public sealed record BiLstmOptions : TextOptions
{
    /// <summary>Length of a token's embedding vector, 1 to 4,096; 64 by default.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Size of the hidden state of each direction, 1 to 4,096; 64 by default.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Number of LSTM layers, 1 to 8; 1 by default.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public BiLstmOptions Validated()
    {
        Check(nameof(BiLstm));
        ShapeRange.Check(nameof(BiLstm), nameof(Width), Width, 1, 4096);
        ShapeRange.Check(nameof(BiLstm), nameof(Hidden), Hidden, 1, 4096);
        ShapeRange.Check(nameof(BiLstm), nameof(Layers), Layers, 1, 8);
        return this;
    }
}
