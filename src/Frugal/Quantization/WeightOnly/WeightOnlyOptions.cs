namespace Frugal.Quantization;

/// <summary>How the 4-bit integers of a block are found.</summary>
public enum BlockRounding
{
    /// <summary>The nearest integer on the grid from the smallest to the largest weight of the block.</summary>
    Nearest,

    /// <summary>Grids that leave a small error for most weights and a larger one for few (HQQ); needs no data.</summary>
    HalfQuadratic,

    /// <summary>The weights that are rounded later compensate for each rounding error (GPTQ); needs calibration data.</summary>
    Gptq,
}

/// <summary>How weights are stored in 4 bits.</summary>
public sealed record WeightOnlyOptions
{
    private static readonly int[] Blocks = [16, 32, 64, 128, 256];

    /// <summary>How many neighbouring weights of a row share a scale and a zero point: 16, 32, 64, 128 or 256; default 32.</summary>
    public int BlockSize
    {
        get;
        init => field = Blocks.Contains(value) ? value : throw new FrugalException($"blocks of {value}: ONNX Runtime knows {string.Join(", ", Blocks)}. Try 32, or 128 for a smaller file.");
    } = 32;

    /// <summary>How the integers are found; default <see cref="BlockRounding.Nearest"/>.</summary>
    public BlockRounding Rounding { get; init; } = BlockRounding.Nearest;

    /// <summary>
    /// Whether ONNX Runtime may round the activations to 8 bits inside its product (accuracy level 4), which is faster on processors with 8-bit
    /// products; default true. If false, it computes in float32.
    /// </summary>
    public bool Int8Products { get; init; } = true;

    /// <summary>Nodes that are not quantised, by name or by the name of their first output.</summary>
    public IReadOnlySet<string> Exclude { get; init; } = new HashSet<string>();
}
