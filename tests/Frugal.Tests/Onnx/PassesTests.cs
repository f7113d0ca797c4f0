using Frugal.Onnx;

namespace Frugal.Tests.Onnx;

/// <summary>Passes change graphs, never results.</summary>
public class PassesTests
{
    private static readonly float[] Input = TestModels.Numbers(2 * 4 * 8 * 8, seed: 1);

    [Test]
    public void Batch_norm_behind_a_convolution_with_and_without_bias_folds_into_it()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) =>
            Norm(g, g.Node("Conv", [g.Relu(Norm(g, g.Convolution(x, 4, 8, 1), 8, 5)), g.Random("w2", 2, 0.5f, 6, 8, 1, 1)]), 6, 9));

        AssertFolds(model, 2, ["Conv", "Relu", "Conv"]);
    }

    [Test]
    public void Batch_norm_behind_a_transposed_convolution_folds_along_its_output_channels()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => Norm(g, g.Node("ConvTranspose", [x, g.Random("w", 2, 0.5f, 4, 6, 2, 2)], ("strides", new long[] { 2, 2 })), 6, 9));

        AssertFolds(model, 1, ["ConvTranspose"]);
    }

    [TestCase(0L)]
    [TestCase(1L)]
    public void Batch_norm_behind_a_fully_connected_layer_folds_for_both_layouts(long transposed)
    {
        long[] shape = transposed == 1 ? [6, 256] : [256, 6];
        var model = TestModels.Build([4, 8, 8], (g, x) => Norm(g, g.Node("Gemm", [g.Flatten(x), g.Random("w", 2, 0.1f, shape)], ("transB", transposed)), 6, 9));

        AssertFolds(model, 1, ["Flatten", "Gemm"]);
    }

    [Test]
    public void Batch_norm_of_a_value_that_others_use_stays()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) =>
        {
            var y = g.Convolution(x, 4, 8, 1);
            return g.Add(Norm(g, y, 8, 5), y);
        });

        AssertFolds(model, 0, ["Conv", "BatchNormalization", "Add"]);
    }

    [Test]
    public void Arithmetic_of_the_callers_own_folds_where_the_output_channel_comes_first()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) =>
        {
            var y = Norm(g, g.Node("Conv", [x, g.Random("w", 2, 0.5f, 6, 4, 1, 1)]), 6, 9);
            return Norm(g, g.Node("ConvTranspose", [y, g.Random("w2", 3, 0.5f, 6, 2, 2, 2)]), 2, 4);
        });
        var asked = new List<(int Weight, int? Bias, BatchNormNumbers Norm)>();

        var folded = FoldBatchNorm.With(model, (weight, bias, norm) =>
        {
            asked.Add((weight.Length, bias?.Length, norm));
            return ([.. weight.Select(w => w + 1)], norm.Beta);
        });

        Assert.That(folded, Is.EqualTo(1));
        Assert.That((asked.Single().Weight, asked.Single().Bias, asked.Single().Norm.Gamma.Length), Is.EqualTo((24, (int?)null, 6)));
        Assert.That(model.Proto.Graph.Node.Select(node => node.OpType), Is.EqualTo(new[] { "Conv", "ConvTranspose", "BatchNormalization" }));
        var wrong = TestModels.Build([4, 8, 8], (g, x) => Norm(g, g.Convolution(x, 4, 8, 1), 8, 5));
        Assert.That(() => FoldBatchNorm.With(wrong, (weight, _, norm) => (weight[1..], norm.Beta)), Throws.TypeOf<FrugalException>()
            .With.Message.Contains("the folded weight and bias have 287 and 8 numbers; 8x4x3x3 and 8 are expected"));
    }

    [TestCase("Gemm", false)]
    [TestCase("MatMul", false)]
    [TestCase("MatMul", true)]
    public void A_classifier_without_its_last_layer_gives_what_that_layer_reads(string layer, bool bias)
    {
        OnnxValue Features(OnnxGraphBuilder g, OnnxValue x) => g.Relu(g.Flatten(g.Convolution(x, 4, 8, 1)));
        var classifier = TestModels.Build([4, 8, 8], (g, x) =>
        {
            var y = g.Node(layer, [Features(g, x), g.Random("w", 2, 0.1f, 512, 6)]);
            return bias ? g.Add(y, g.Random("b", 3, 1, 6)) : y;
        });
        var before = classifier.ToBytes();

        var encoder = FeatureExtractor.Of(classifier);

        Assert.That(classifier.ToBytes(), Is.EqualTo(before));
        Assert.That(encoder.Outputs.Single().Name, Is.EqualTo("features"));
        Assert.That(TestModels.Run(encoder, Input, 2, 4, 8, 8), Is.EqualTo(TestModels.Run(TestModels.Build([4, 8, 8], Features), Input, 2, 4, 8, 8)));
    }

    [Test]
    public void A_model_that_ends_in_no_linear_layer_makes_no_encoder()
    {
        var softmax = TestModels.Build([4, 8, 8], (g, x) => g.Node("Softmax", [g.Node("Gemm", [g.Flatten(x), g.Random("w", 2, 0.1f, 256, 6)])]));
        var only = TestModels.Build([8], (g, x) => g.Node("Gemm", [x, g.Random("w", 2, 0.1f, 8, 6)]));

        foreach (var model in new[] { softmax, only })
        {
            Assert.That(() => FeatureExtractor.Of(model), Throws.TypeOf<FrugalException>().With.Message.Contains("does not end in one linear layer"));
        }
    }

    [Test]
    public void Identity_and_dropout_vanish_also_at_the_ends_of_the_graph()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => g.Node("Identity", [g.Node("Dropout", [g.Convolution(g.Node("Identity", [x]), 4, 8, 1)])]));
        var expected = TestModels.Run(model, Input, 2, 4, 8, 8);

        RemoveNoOps.Apply(model);

        Assert.That(model.Proto.Graph.Node.Select(node => node.OpType), Is.EqualTo(new[] { "Conv" }));
        Assert.That(TestModels.Run(model, Input, 2, 4, 8, 8), Is.EqualTo(expected));
    }

    [Test]
    public void A_pad_by_nothing_vanishes_and_a_pad_by_something_stays()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => g.Node("Pad", [g.Node("Pad", [x, g.Constant("none", new long[8])]), g.Constant("some", [0, 0, 1, 1, 0, 0, 1, 1])]));
        var expected = TestModels.Run(model, Input, 2, 4, 8, 8);

        RemoveNoOps.Apply(model);

        Assert.That(model.Proto.Graph.Node.Select(node => node.OpType), Is.EqualTo(new[] { "Pad" }));
        Assert.That(TestModels.Run(model, Input, 2, 4, 8, 8), Is.EqualTo(expected));
    }

    [Test]
    public void Nodes_over_constants_become_constants()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => g.Node("MatMul", [x, g.Node("Transpose", [g.Node("Mul", [g.Random("w", 1, 1, 5, 8), g.Constant("two", 2f)])], ("perm", new long[] { 1, 0 }))]));
        var expected = TestModels.Run(model, Input, 2, 4, 8, 8);

        FoldConstants.Apply(model);

        Assert.That(model.Proto.Graph.Node.Select(node => node.OpType), Is.EqualTo(new[] { "MatMul" }));
        Assert.That(model.Proto.Graph.Initializer, Has.Count.EqualTo(1));
        Assert.That(TestModels.Run(model, Input, 2, 4, 8, 8), Is.EqualTo(expected));
    }

    [Test]
    public void A_softmax_of_opset_11_keeps_its_meaning_in_opset_13()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => g.Node("Softmax", [x], ("axis", 2L)));
        model.Proto.OpsetImport[0].Version = 11;
        var expected = TestModels.Run(model, Input, 2, 4, 8, 8);

        OpsetUpgrade.Apply(model);

        Assert.That(model.Opset, Is.EqualTo(13));
        Assert.That(TestModels.Difference(TestModels.Run(model, Input, 2, 4, 8, 8), expected), Is.LessThan(1e-6f));
    }

    [Test]
    public void Axes_that_were_attributes_become_inputs()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => g.Node("ReduceSum", [g.Node("Unsqueeze", [x], ("axes", new long[] { 1 }))], ("axes", new long[] { 2, 3 })));
        model.Proto.OpsetImport[0].Version = 11;
        var expected = TestModels.Run(model, Input, 2, 4, 8, 8);

        OpsetUpgrade.Apply(model);

        Assert.That(TestModels.Run(model, Input, 2, 4, 8, 8), Is.EqualTo(expected));
    }

    [Test]
    public void An_opset_that_is_too_old_is_refused()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => g.Relu(x));
        model.Proto.OpsetImport[0].Version = 8;

        Assert.That(() => OpsetUpgrade.Apply(model), Throws.TypeOf<FrugalException>().With.Message.Contains("opset 8"));
    }

    [Test]
    public void Weights_stored_in_16_bits_take_half_the_file_and_change_the_result_by_rounding_alone()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => g.Convolution(g.Relu(g.Convolution(x, 4, 64, 1)), 64, 64, 3));

        var half = Float16Storage.Apply(model);

        Assert.That(model.ToBytes().Length / (double)half.ToBytes().Length, Is.GreaterThan(1.9));
        Assert.That(half.Metadata.Format, Is.EqualTo("fp16"));
        var (expected, actual) = (TestModels.Run(model, Input, 2, 4, 8, 8), TestModels.Run(half, Input, 2, 4, 8, 8));
        Assert.That(TestModels.Difference(expected, actual), Is.InRange(1e-7f, 1e-2f));
    }

    [Test]
    public void A_weight_too_large_for_16_bits_stays_as_it_is()
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => g.Node("MatMul", [x, g.Random("w", 1, 1e6f, 8, 64)]));

        Assert.That(() => Float16Storage.Apply(model), Throws.TypeOf<FrugalException>().With.Message.Contains("no float32 weights that fit"));
    }

    private static void AssertFolds(OnnxModel model, int count, string[] operators)
    {
        var expected = TestModels.Run(model, Input, 2, 4, 8, 8);

        var folded = FoldBatchNorm.Apply(model);

        Assert.That(folded, Is.EqualTo(count));
        Assert.That(model.Proto.Graph.Node.Select(node => node.OpType), Is.EqualTo(operators));
        Assert.That(TestModels.Difference(TestModels.Run(model, Input, 2, 4, 8, 8), expected), Is.LessThan(1e-4f));
    }

    private static OnnxValue Norm(OnnxGraphBuilder g, OnnxValue x, int channels, int seed) => g.Node("BatchNormalization",
        [x, g.Random("gamma", seed, 2, channels), g.Random("beta", seed + 1, 1, channels), g.Random("mean", seed + 2, 0.5f, channels),
         g.Constant("var", Array.ConvertAll(TestModels.Numbers(channels, seed + 3), v => v * v + 0.1f), channels)]);
}
