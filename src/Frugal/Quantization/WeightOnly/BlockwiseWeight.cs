namespace Frugal.Quantization;

/// <summary>A matrix in 4 bits: blocks of neighbours in a row share a scale and a zero point, <c>w = scale * (q - zero)</c>.</summary>
internal sealed class BlockwiseWeight(int rows, int columns, int blockSize)
{
    public int Rows => rows;

    public int Columns => columns;

    public int BlockSize => blockSize;

    /// <summary>Number of blocks per row; the last may be shorter.</summary>
    public int Blocks { get; } = (columns + blockSize - 1) / blockSize;

    /// <summary>The integers, 0 to 15, (rows, columns).</summary>
    public byte[] Integers { get; } = new byte[rows * columns];

    /// <summary>The grids, (rows, blocks).</summary>
    public QuantizationParameters[] Grids { get; } = new QuantizationParameters[rows * ((columns + blockSize - 1) / blockSize)];

    public ref QuantizationParameters Grid(int row, int column) => ref Grids[row * Blocks + column / blockSize];

    /// <summary>The first column after the block that <paramref name="column"/> lies in.</summary>
    public int EndOfBlock(int column) => Math.Min(columns, (column / blockSize + 1) * blockSize);

    /// <summary>Quantises one weight on its block's grid and returns the dequantised value.</summary>
    public float Set(int row, int column, float value)
    {
        var grid = Grid(row, column);
        var q = QuantizationFormat.UInt4.Quantize(value, grid);
        Integers[row * columns + column] = (byte)q;
        return grid.Dequantize(q);
    }

    public float[] Dequantize()
    {
        var weight = new float[Integers.Length];
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] = Grid(i / columns, i % columns).Dequantize(Integers[i]);
        }

        return weight;
    }

    /// <summary>The grid that covers the smallest to the largest of some weights.</summary>
    public static QuantizationParameters MinMax(ReadOnlySpan<float> weights)
    {
        var range = default(ValueRange);
        foreach (var weight in weights)
        {
            range = new ValueRange(Math.Min(range.Min, weight), Math.Max(range.Max, weight));
        }

        return QuantizationFormat.UInt4.Parameters(range);
    }
}
