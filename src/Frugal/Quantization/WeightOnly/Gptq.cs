using System.Numerics.Tensors;

namespace Frugal.Quantization;

/// <summary>
/// GPTQ (Frantar et al. 2023, "GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers", algorithm 1): the columns of a
/// weight are rounded one after another, and the columns not yet rounded compensate for the error according to the inputs' second moments.
/// </summary>
internal static class Gptq
{
    /// <summary>Added to the diagonal of the second moments, as a share of their mean: the paper's 1%.</summary>
    private const double Damping = 0.01;

    /// <summary>Quantises <paramref name="layer"/>.</summary>
    /// <param name="layer">The weight, (outputs, inputs).</param>
    /// <param name="moments">X^T X of the layer's inputs, (inputs, inputs).</param>
    /// <param name="blockSize">Weights that share a grid; the grid is chosen when the first of them is reached.</param>
    public static BlockwiseWeight Quantize(LinearLayer layer, double[] moments, int blockSize)
    {
        var (rows, columns) = (layer.Outputs, layer.Inputs);
        var factor = InverseFactor(moments, columns);
        var weight = new BlockwiseWeight(rows, columns, blockSize);
        Parallel.For(0, rows, row =>
        {
            var rest = Array.ConvertAll(layer.Weight[(row * columns)..((row + 1) * columns)], w => (double)w);
            for (var column = 0; column < columns; column++)
            {
                if (column % blockSize == 0)
                {
                    weight.Grid(row, column) = BlockwiseWeight.MinMax(Array.ConvertAll(rest[column..weight.EndOfBlock(column)], w => (float)w));
                }

                var rounded = weight.Set(row, column, (float)rest[column]);
                var factors = factor.AsSpan(column * columns + column, columns - column);
                var error = (rest[column] - rounded) / factors[0];
                var after = rest.AsSpan(column);
                TensorPrimitives.MultiplyAdd(factors, -error, after, after);
            }
        });
        return weight;
    }

    /// <summary>The upper triangular U with <c>U^T U</c> the inverse of the damped second moments.</summary>
    internal static double[] InverseFactor(double[] moments, int size)
    {
        var h = (double[])moments.Clone();
        double trace = 0;
        for (var i = 0; i < size; i++)
        {
            trace += h[i * size + i];
        }

        var damping = trace > 0 ? Damping * trace / size : 1;
        for (var i = 0; i < size; i++)
        {
            h[i * size + i] += damping;
        }

        // H = R R^T with R upper triangular, found from the last row up; then H^-1 = (R^-1)^T R^-1.
        var r = new double[size * size];
        for (var j = size - 1; j >= 0; j--)
        {
            var right = r.AsSpan(j * size + j + 1, size - j - 1);
            r[j * size + j] = Math.Sqrt(h[j * size + j] - TensorPrimitives.SumOfSquares<double>(right));
            for (var i = 0; i < j; i++)
            {
                r[i * size + j] = (h[i * size + j] - TensorPrimitives.Dot<double>(r.AsSpan(i * size + j + 1, right.Length), right)) / r[j * size + j];
            }
        }

        return InverseOfUpper(r, size);
    }

    private static double[] InverseOfUpper(double[] r, int size)
    {
        var inverse = new double[size * size];
        for (var i = size - 1; i >= 0; i--)
        {
            var row = inverse.AsSpan(i * size, size);
            row[i] = 1;
            for (var k = i + 1; k < size; k++)
            {
                TensorPrimitives.MultiplyAdd(inverse.AsSpan(k * size + k, size - k), -r[i * size + k], row[k..], row[k..]);
            }

            TensorPrimitives.Divide(row[i..], r[i * size + i], row[i..]);
        }

        return inverse;
    }
}
