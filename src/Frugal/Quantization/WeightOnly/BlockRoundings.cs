namespace Frugal.Quantization;

/// <summary>Rounding to nearest on grids chosen per block.</summary>
internal static class BlockRoundings
{
    /// <summary>Quantises a matrix (outputs, inputs); <paramref name="grid"/> chooses a block's grid from its weights.</summary>
    public static BlockwiseWeight Nearest(LinearLayer layer, int blockSize, Func<ReadOnlySpan<float>, QuantizationParameters> grid)
    {
        var weight = new BlockwiseWeight(layer.Outputs, layer.Inputs, blockSize);
        Parallel.For(0, layer.Outputs, row =>
        {
            var numbers = layer.Weight.AsSpan(row * layer.Inputs, layer.Inputs);
            for (var column = 0; column < layer.Inputs; column++)
            {
                if (column % blockSize == 0)
                {
                    weight.Grid(row, column) = grid(numbers[column..weight.EndOfBlock(column)]);
                }

                weight.Set(row, column, numbers[column]);
            }
        });
        return weight;
    }
}
