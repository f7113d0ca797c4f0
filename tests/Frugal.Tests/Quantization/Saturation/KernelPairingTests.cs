using Frugal.Onnx;
using Frugal.Quantization;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Tests.Quantization.Saturation;

/// <summary>
/// What ONNX Runtime's kernels do with weights and activations at their ends. Without VNNI they give the numbers of the emulation, pair by pair; with VNNI and on ARM the exact sums.
/// The reference lists each sum's products itself, in the order that <see cref="PairLayout"/> claims.
/// </summary>
public class KernelPairingTests
{
    [TestCase(1, 7, 5)]
    [TestCase(1, 64, 32)]
    [TestCase(3, 16, 16)]
    [TestCase(5, 1001, 20)]
    public void MatMulInteger_pairs_rows_of_its_weight_from_the_first_on(int rows, int inputs, int outputs)
    {
        var (x, w) = (Bytes(rows * inputs, 1), Signed(inputs * outputs, 2));
        var model = new IntegerModels();
        model.Node("MatMulInteger", [model.Input("x", DataType.Uint8, rows, inputs), model.Constant("w", w, inputs, outputs)], "y");

        var sums = IntegerModels.Run<byte, int>(model.Finish("y", DataType.Int32), x, rows, inputs);

        Assert.That(sums, Is.EqualTo(Product(x, w, rows, inputs, outputs, Pairs)));
        Assert.That(Product(x, w, rows, inputs, outputs, saturates: true), Is.Not.EqualTo(Product(x, w, rows, inputs, outputs, saturates: false)));
    }

    [Test]
    public void A_product_of_two_unsigned_matrices_is_exact()
    {
        var (x, w) = (Bytes(3 * 40, 1), Bytes(40 * 16, 2));
        var model = new IntegerModels();
        model.Node("MatMulInteger", [model.Input("x", DataType.Uint8, 3, 40), model.Constant("w", w, 40, 16)], "y");

        var sums = IntegerModels.Run<byte, int>(model.Finish("y", DataType.Int32), x, 3, 40);

        Assert.That(sums, Is.EqualTo(from row in Enumerable.Range(0, 3) from o in Enumerable.Range(0, 16) select Enumerable.Range(0, 40).Sum(k => x[row * 40 + k] * w[k * 16 + o])));
    }

    [Test]
    public void A_product_of_two_signed_matrices_is_exact()
    {
        var (x, w) = (Signed(3 * 40, 1), Signed(40 * 16, 2));
        var model = new IntegerModels();
        model.Node("MatMulInteger", [model.Input("x", DataType.Int8, 3, 40), model.Constant("w", w, 40, 16)], "y");

        var sums = IntegerModels.Run<sbyte, int>(model.Finish("y", DataType.Int32), x, 3, 40);

        Assert.That(sums, Is.EqualTo(from row in Enumerable.Range(0, 3) from o in Enumerable.Range(0, 16) select Enumerable.Range(0, 40).Sum(k => x[row * 40 + k] * w[k * 16 + o])));
    }

    [TestCase(4, 16, 3, 1, TestName = "a convolution of 4 channels")]
    [TestCase(3, 8, 3, 1, TestName = "a convolution of 3 channels, whose pairs reach over two places of the kernel")]
    [TestCase(3, 16, 1, 1, TestName = "a pointwise convolution of 3 channels")]
    [TestCase(8, 16, 1, 1, TestName = "a pointwise convolution")]
    [TestCase(8, 24, 3, 1, TestName = "a convolution of 24 outputs")]
    [TestCase(8, 8, 3, 2, TestName = "a convolution in 2 groups")]
    [TestCase(6, 6, 3, 2, TestName = "a convolution in groups of 3 channels")]
    [TestCase(4, 8, 3, 4, TestName = "a convolution in groups of 1 channel, 2 outputs each")]
    public void QLinearConv_sums_channels_innermost(int channels, int outputs, int kernel, int groups) => Convolution(channels, outputs, kernel, groups, Pairs);

    [TestCase(16)]
    [TestCase(12)]
    [TestCase(1)]
    public void QLinearConv_pairs_nothing_where_it_is_depthwise(int channels) => Convolution(channels, channels, 3, channels, saturates: false);

    [Test]
    public void QLinearConv_of_signed_activations_is_exact()
    {
        var (x, w) = (Signed(8 * 25, 1), Signed(16 * 8, 2));
        var model = new IntegerModels();
        Node(model, "QLinearConv", model.Input("x", DataType.Int8, 1, 8, 5, 5), (sbyte)0, model.Constant("w", w, 16, 8, 1, 1));

        var y = IntegerModels.Run<sbyte, sbyte>(model.Finish("y", DataType.Int8), x, 1, 8, 5, 5);

        var expected = from o in Enumerable.Range(0, 16) from place in Enumerable.Range(0, 25) select Math.Clamp(MathF.Round(Enumerable.Range(0, 8).Sum(c => x[c * 25 + place] * w[o * 8 + c]) * OutputUnit), -128, 127);
        Assert.That(y.Select(value => (float)value), Is.EqualTo(expected).Within(1f));
    }

    [TestCase(true, TestName = "QLinearMatMul")]
    [TestCase(false, TestName = "MatMul between QuantizeLinear and DequantizeLinear")]
    public void A_product_in_8_bits_pairs_rows_of_its_weight(bool single)
    {
        var (x, w) = (Bytes(3 * 41, 1), Signed(41 * 24, 2));
        var sums = Product(x, w, 3, 41, 24, Pairs);

        if (single)
        {
            var model = new IntegerModels();
            Node(model, "QLinearMatMul", model.Input("x", DataType.Uint8, 3, 41), (byte)0, model.Constant("w", w, 41, 24));
            var y = IntegerModels.Run<byte, byte>(model.Finish("y", DataType.Uint8), x, 3, 41);
            Assert.That(y.Select(value => (float)value), Is.EqualTo(sums.Select(sum => Math.Clamp(MathF.Round(sum * OutputUnit) + 128, 0, 255))).Within(1f));
        }
        else
        {
            var y = IntegerModels.Run<float, float>(Qdq("MatMul", (byte)0, w, [3, 41], [41, 24]), [.. x.Select(value => (float)value)], 3, 41);
            Assert.That(y, Is.EqualTo(sums.Select(sum => (float)sum)).Within(1f));
        }
    }

    /// <summary>ONNX Runtime turns signed activations between QuantizeLinear and DequantizeLinear to unsigned ones where that is faster: on x64.</summary>
    [Test]
    public void Signed_activations_of_QDQ_models_are_made_unsigned_first()
    {
        var (x, w) = (Signed(3 * 41, 1), Signed(41 * 24, 2));
        byte[] shifted = [.. x.Select(value => (byte)(value + 128))];
        var columns = Enumerable.Range(0, 24).Select(o => Enumerable.Range(0, 41).Sum(k => w[k * 24 + o])).ToArray();

        var y = IntegerModels.Run<float, float>(Qdq("MatMul", (sbyte)0, w, [3, 41], [41, 24]), [.. x.Select(value => (float)value)], 3, 41);

        var expected = Product(shifted, w, 3, 41, 24, Pairs).Select((sum, i) => (float)(sum - (128 * columns[i % 24])));
        Assert.That(y, Is.EqualTo(expected).Within(1f));
    }

    private const float OutputUnit = 1 / 2048f;

    private static bool Pairs => !PairedProducts.AreExactHere;

    private static void Convolution(int channels, int outputs, int kernel, int groups, bool saturates)
    {
        const int size = 5;
        var (inside, count) = (channels / groups, outputs / groups);
        var (x, w) = (Bytes(channels * size * size, 1), Signed(outputs * inside * kernel * kernel, 2));
        var model = new IntegerModels();
        Node(model, "QLinearConv", model.Input("x", DataType.Uint8, 1, channels, size, size), (byte)0, model.Constant("w", w, outputs, inside, kernel, kernel),
            ("group", (long)groups), ("kernel_shape", new long[] { kernel, kernel }));

        var y = IntegerModels.Run<byte, byte>(model.Finish("y", DataType.Uint8), x, 1, channels, size, size);

        var left = size - kernel + 1;
        var expected = from o in Enumerable.Range(0, outputs)
                       from place in Enumerable.Range(0, left * left)
                       let products = from ky in Enumerable.Range(0, kernel)
                                      from kx in Enumerable.Range(0, kernel)
                                      from c in Enumerable.Range(0, inside)
                                      select (x[(((o / count * inside) + c) * size * size) + ((place / left + ky) * size) + place % left + kx], w[(((o * inside) + c) * kernel * kernel) + (ky * kernel) + kx])
                       select Math.Clamp(MathF.Round(Sum(products, saturates) * OutputUnit) + 128, 0, 255);
        Assert.That(y.Select(value => (float)value), Is.EqualTo(expected).Within(1f));
    }

    private static void Node<T>(IntegerModels model, string type, string x, T zero, string w, params (string, object)[] attributes) where T : unmanaged =>
        model.Node(type,
            [x, model.Constant("one", [1f]), model.Constant("xz", [zero]), w, "one", model.Constant("wz", new sbyte[1]), model.Constant("ys", [1 / OutputUnit]), model.Constant("yz", [zero is byte ? (T)(object)(byte)128 : zero])],
            "y", attributes);

    private static OnnxModel Qdq<T>(string type, T zero, sbyte[] w, long[] shape, long[] weights) where T : unmanaged
    {
        var model = new IntegerModels();
        var (one, z, wz) = (model.Constant("one", [1f]), model.Constant("z", [zero]), model.Constant("wz", new sbyte[1]));
        var x = model.Node("QuantizeLinear", [model.Input("x", DataType.Float, shape), one, z], "q");
        model.Node(type, [model.Node("DequantizeLinear", [x, one, z], "d"), model.Node("DequantizeLinear", [model.Constant("w", w, weights), one, wz], "dw")], "y");
        return model.Finish("y", DataType.Float);
    }

    private static int[] Product(byte[] x, sbyte[] w, int rows, int inputs, int outputs, bool saturates) =>
        [.. from row in Enumerable.Range(0, rows) from o in Enumerable.Range(0, outputs) select Sum(Enumerable.Range(0, inputs).Select(k => (x[(row * inputs) + k], w[(k * outputs) + o])), saturates)];

    private static int Sum(IEnumerable<(byte Left, sbyte Right)> products, bool saturates)
    {
        var all = products.ToArray();
        byte[] left = [.. all.Select(product => product.Left)];
        sbyte[] right = [.. all.Select(product => product.Right)];
        return saturates ? PairedProducts.Sum(left, right) : PairedProducts.ExactSum(left, right);
    }

    /// <summary>Mostly large, so that many pairs saturate.</summary>
    private static byte[] Bytes(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(150, 256))];
    }

    private static sbyte[] Signed(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (sbyte)(random.Next(70, 128) * (random.Next(2) == 0 ? 1 : -1)))];
    }
}
