using Frugal.Onnx;
using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;

namespace Frugal.Tests.Quantization;

/// <summary>4-bit matrices: what ONNX Runtime's MatMulNBits computes, against the integers multiplied out.</summary>
public class WeightOnlyTests
{
    [TestCase(64, 32, "Gemm", BlockRounding.Nearest)]
    [TestCase(100, 32, "Gemm", BlockRounding.Nearest)]
    [TestCase(256, 128, "Gemm", BlockRounding.HalfQuadratic)]
    [TestCase(96, 32, "MatMul", BlockRounding.Nearest)]
    [TestCase(96, 32, "MatMul", BlockRounding.Gptq)]
    public void ONNX_Runtime_computes_with_the_integers_that_were_chosen(int inputs, int block, string type, BlockRounding rounding)
    {
        var model = Product(type, inputs, 24);
        var x = TestModels.Numbers(5 * inputs, seed: 9);

        var result = WeightOnlyQuantizer.Quantize(model, new WeightOnlyOptions { BlockSize = block, Rounding = rounding, Int8Products = false }, Batches(x, 5, inputs));

        var layer = Layer(model);
        var weight = rounding switch
        {
            BlockRounding.Nearest => BlockRoundings.Nearest(layer, block, BlockwiseWeight.MinMax),
            BlockRounding.HalfQuadratic => BlockRoundings.Nearest(layer, block, HalfQuadratic.Grid),
            _ => Gptq.Quantize(layer, Moments(x, inputs), block),
        };
        var bias = type == "Gemm" ? TestModels.Numbers(24, seed: 4, scale: 0.2f) : new float[24];
        var expected = Multiply(x, weight.Dequantize(), inputs, bias);
        Assert.That(TestModels.Difference(expected, TestModels.Run(result.Model, x, 5, inputs)), Is.LessThan(1e-4f * inputs));
        Assert.That(TestModels.Optimized(result.Model), Does.Contain("MatMulNBits"));
    }

    [Test]
    public void Activations_rounded_to_8_bits_inside_the_product_change_it_by_little()
    {
        var model = Product("Gemm", 256, 24);
        var x = TestModels.Numbers(5 * 256, seed: 9);
        float[] Of(bool int8) => TestModels.Run(WeightOnlyQuantizer.Quantize(model, new WeightOnlyOptions { Int8Products = int8 }).Model, x, 5, 256);

        var (exact, fast) = (Of(false), Of(true));

        Assert.That(TestModels.Difference(exact, fast), Is.LessThan(0.02f * exact.Max(Math.Abs)));
    }

    [Test]
    public void A_shared_grid_reaches_the_smallest_and_the_largest_weight_of_its_block()
    {
        var layer = Layer(Product("Gemm", 64, 8));

        var weight = BlockRoundings.Nearest(layer, 32, BlockwiseWeight.MinMax);

        var naive = QuantizedTensor.Quantize(layer.Weight, [8, 64], QuantizationFormat.UInt4, Granularity.PerGroup(1, 32));
        Assert.That(weight.Integers.Select(q => (int)q), Is.EqualTo(naive.Integers));
        Assert.That(weight.Dequantize(), Is.EqualTo(naive.Dequantize()));
    }

    [Test]
    public void GPTQ_is_optimal_brain_surgery_column_by_column()
    {
        const int inputs = 24, outputs = 6, block = 8;
        var layer = Layer(Product("Gemm", inputs, outputs));
        var x = Correlated(200, inputs);

        var weight = Gptq.Quantize(layer, Moments(x, inputs), block);

        Assert.That(TestModels.Difference(weight.Dequantize(), NaiveGptq(layer, Moments(x, inputs), block)), Is.LessThan(1e-4f));
    }

    [Test]
    public void GPTQ_leaves_less_error_in_the_output_than_rounding_to_the_nearest()
    {
        const int inputs = 64, outputs = 16;
        var layer = Layer(Product("Gemm", inputs, outputs));
        var x = Correlated(400, inputs);
        double Error(BlockwiseWeight weight) => Multiply(x, weight.Dequantize(), inputs, new float[outputs]).Zip(Multiply(x, layer.Weight, inputs, new float[outputs]), (a, b) => Math.Pow(a - b, 2)).Sum();

        var (gptq, nearest) = (Error(Gptq.Quantize(layer, Moments(x, inputs), 32)), Error(BlockRoundings.Nearest(layer, 32, BlockwiseWeight.MinMax)));

        Assert.That(gptq, Is.LessThan(0.5 * nearest));
    }

    [Test]
    public void The_half_quadratic_grid_is_nearly_the_best_of_a_search_over_all_scales_and_zero_points()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 20; trial++)
        {
            float[] block = [.. Enumerable.Range(0, 64).Select(_ => (float)Math.Pow(random.NextDouble() * 2 - 1, 3) * 0.1f)];

            var loss = HalfQuadratic.Loss(block, HalfQuadratic.Grid(block));

            var widest = BlockwiseWeight.MinMax(block);
            var best = (from zero in Enumerable.Range(0, 16) from i in Enumerable.Range(1, 150) select HalfQuadratic.Loss(block, new QuantizationParameters(widest.Scale * i / 100, zero))).Min();
            Assert.That(loss, Is.LessThanOrEqualTo(HalfQuadratic.Loss(block, widest)));
            Assert.That(loss, Is.LessThan(1.25 * best), $"trial {trial}");
        }
    }

    [Test]
    public void Convolutions_small_matrices_and_products_of_values_stay_and_are_listed()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) =>
        {
            var flat = g.Node("Gemm", [g.Flatten(g.Convolution(x, 8, 8, 1)), g.Random("a", 2, 0.1f, 64, 512)], ("transB", 1L));
            var narrow = g.Node("Gemm", [flat, g.Random("b", 3, 0.1f, 8, 64)], ("transB", 1L));
            return g.Node("MatMul", [g.Node("MatMul", [narrow, g.Random("c", 4, 0.1f, 8, 8)]), g.Node("Transpose", [narrow])]);
        });

        var report = WeightOnlyQuantizer.Quantize(model).Report;

        Assert.That(report.Quantized.Select(node => node.Operator), Is.EqualTo(new[] { "Gemm", "Gemm" }));
        Assert.That(report.Kept.Select(node => (node.Operator, node.Reason)), Is.EqualTo(new[]
        {
            ("Conv", "4-bit products serve Gemm and MatMul alone"),
            ("MatMul", "its 8 inputs do not fill a block of 32"),
            ("MatMul", "it multiplies two values that are computed at run time"),
        }));
    }

    [Test]
    public void GPTQ_without_data_and_blocks_of_an_unknown_size_are_refused()
    {
        Assert.That(() => WeightOnlyQuantizer.Quantize(Product("Gemm", 64, 8), new WeightOnlyOptions { Rounding = BlockRounding.Gptq }), Throws.TypeOf<FrugalException>().With.Message.Contains("calibration set is empty"));
        Assert.That(() => new WeightOnlyOptions { BlockSize = 48 }, Throws.TypeOf<FrugalException>());
    }

    private static OnnxModel Product(string type, int inputs, int outputs) => TestModels.Build([inputs], (g, x) => type == "Gemm"
        ? g.Node("Gemm", [x, g.Random("w", 3, 0.3f, outputs, inputs), g.Random("b", 4, 0.2f, outputs)], ("transB", 1L))
        : g.Node("MatMul", [x, g.Random("w", 3, 0.3f, inputs, outputs)]));

    private static LinearLayer Layer(OnnxModel model) => LinearLayer.Of(new Graph(model.Proto.Graph), model.Proto.Graph.Node[0]).Layer!;

    private static float[] Multiply(float[] x, float[] weight, int inputs, float[] bias) =>
        [.. from row in Enumerable.Range(0, x.Length / inputs) from o in Enumerable.Range(0, bias.Length) select (float)(bias[o] + Enumerable.Range(0, inputs).Sum(i => (double)x[row * inputs + i] * weight[o * inputs + i]))];

    private static double[] Moments(float[] x, int inputs) =>
        [.. from i in Enumerable.Range(0, inputs) from j in Enumerable.Range(0, inputs) select Enumerable.Range(0, x.Length / inputs).Sum(row => (double)x[row * inputs + i] * x[row * inputs + j])];

    /// <summary>Rows whose neighbours lean on each other, as activations do.</summary>
    private static float[] Correlated(int rows, int width)
    {
        var x = TestModels.Numbers(rows * width, seed: 21);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = i % width == 0 ? x[i] : 0.8f * x[i - 1] + 0.4f * x[i];
        }

        return x;
    }

    /// <summary>Each column rounded, its error spread by the inverse of the remaining second moments, which is taken anew after each column.</summary>
    private static float[] NaiveGptq(LinearLayer layer, double[] moments, int block)
    {
        var (n, w) = (layer.Inputs, Array.ConvertAll(layer.Weight, x => (double)x));
        var damping = 0.01 * Enumerable.Range(0, n).Sum(i => moments[i * n + i]) / n;
        var grids = new QuantizationParameters[layer.Outputs];
        for (var column = 0; column < n; column++)
        {
            var left = n - column;
            var inverse = Inverse([.. from i in Enumerable.Range(column, left) from j in Enumerable.Range(column, left) select moments[i * n + j] + (i == j ? damping : 0)], left);
            for (var row = 0; row < layer.Outputs; row++)
            {
                if (column % block == 0)
                {
                    grids[row] = BlockwiseWeight.MinMax(Array.ConvertAll(w[(row * n + column)..(row * n + column + block)], x => (float)x));
                }

                var rounded = grids[row].Dequantize(QuantizationFormat.UInt4.Quantize((float)w[row * n + column], grids[row]));
                var error = (w[row * n + column] - rounded) / inverse[0];
                for (var j = 0; j < left; j++)
                {
                    w[row * n + column + j] -= error * inverse[j];
                }

                w[row * n + column] = rounded;
            }
        }

        return Array.ConvertAll(w, x => (float)x);
    }

    /// <summary>By Gauss and Jordan.</summary>
    private static double[] Inverse(double[] matrix, int n)
    {
        var (a, inverse) = ((double[])matrix.Clone(), new double[n * n]);
        for (var i = 0; i < n; i++)
        {
            inverse[i * n + i] = 1;
        }

        for (var pivot = 0; pivot < n; pivot++)
        {
            var scale = a[pivot * n + pivot];
            for (var j = 0; j < n; j++)
            {
                a[pivot * n + j] /= scale;
                inverse[pivot * n + j] /= scale;
            }

            for (var i = 0; i < n; i++)
            {
                var factor = i == pivot ? 0 : a[i * n + pivot];
                for (var j = 0; j < n; j++)
                {
                    a[i * n + j] -= factor * a[pivot * n + j];
                    inverse[i * n + j] -= factor * inverse[pivot * n + j];
                }
            }
        }

        return inverse;
    }
}
