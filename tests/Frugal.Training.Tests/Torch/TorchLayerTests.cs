using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Frugal.Training.Tests.Torch;

/// <summary>Layers, forward and backward, against PyTorch's numbers.</summary>
public class TorchLayerTests
{
    private static readonly Dictionary<string, Func<Inputs, (Func<Tensor[], Tensor> function, Tensor[] inputs)>> Cases = new()
    {
        ["conv2d"] = o => (x => F.conv2d(x[0], x[1], x[2], [2, 2], [1, 1]), [o.Image, o.Weight, o.Biases]),
        ["conv2d_dilated"] = o => (x => F.conv2d(x[0], x[1], dilation: [2, 2]), [o.Image, o.Weight]),
        ["conv2d_depthwise"] = o => (x => F.conv2d(x[0], x[1], padding: [1, 1], groups: 4), [o.Image, o.Grouped]),
        ["conv1d"] = o => (x => F.conv1d(x[0], x[1], padding: 1), [o.Rows, o.Wide]),
        ["linear"] = o => (x => F.linear(x[0], x[1], x[2]), [o.Square, o.Narrow, o.Scale]),
        ["batch_norm_train"] = o => (x => F.batch_norm(x[0], o.Mean.clone(), o.Var.clone(), x[1], x[2], true), [o.Image, o.Scale, o.Shift]),
        ["batch_norm_eval"] = o => (x => F.batch_norm(x[0], o.Mean, o.Var, x[1], x[2]), [o.Image, o.Scale, o.Shift]),
        ["layer_norm"] = o => (x => F.layer_norm(x[0].transpose(1, 3), [4], x[1], x[2]), [o.Image, o.Scale, o.Shift]),
        ["embedding"] = o => (x => x[0][o.Tokens], [o.Square]),
        ["max_pool2d"] = o => (x => F.max_pool2d(x[0], 3, 2, 1), [o.Image]),
        ["avg_pool2d"] = o => (x => F.avg_pool2d(x[0], 2), [o.Image]),
        ["adaptive_avg_pool2d"] = o => (x => F.adaptive_avg_pool2d(x[0], 3), [o.Image]),
        ["interpolate_bilinear"] = o => (x => F.interpolate(x[0], [10, 5], mode: InterpolationMode.Bilinear, align_corners: false), [o.Image]),
        ["interpolate_nearest"] = o => (x => F.interpolate(x[0], scale_factor: [2, 2]), [o.Image]),
        ["pad_reflect"] = o => (x => F.pad(x[0], (1, 2, 3, 1), PaddingModes.Reflect), [o.Image]),
        ["relu"] = o => (x => F.relu(x[0]), [o.Square]),
        ["relu6"] = o => (x => F.relu6(x[0]), [o.Square * 5]),
        ["leaky_relu"] = o => (x => F.leaky_relu(x[0], 0.2), [o.Square]),
        ["gelu"] = o => (x => F.gelu(x[0]), [o.Square]),
        ["gelu_tanh"] = o => (x => F.gelu(x[0], GELU.Approximate.tanh), [o.Square]),
        ["silu"] = o => (x => F.silu(x[0]), [o.Square]),
        ["hardswish"] = o => (x => F.hardswish(x[0]), [o.Square * 3]),
        ["hardsigmoid"] = o => (x => F.hardsigmoid(x[0]), [o.Square * 3]),
        ["sigmoid"] = o => (x => F.sigmoid(x[0]), [o.Square]),
        ["tanh"] = o => (x => F.tanh(x[0]), [o.Square]),
        ["softmax"] = o => (x => F.softmax(x[0], 1), [o.Square]),
        ["log_softmax"] = o => (x => F.log_softmax(x[0], 0), [o.Square]),
        ["normalize"] = o => (x => F.normalize(x[0], dim: 1), [o.Square]),
        ["norm_matmul"] = o => (x => x[0].matmul(x[1].t()).norm(1), [o.Square, o.Narrow]),
        ["std_var"] = o => (x => x[0].std([2, 3]) + x[0].var([2, 3], unbiased: false), [o.Image]),
        ["gather_index"] = o => (x => x[0].index_select(1, tensor(new long[] { 0, 2 }))[TensorIndex.Ellipsis, TensorIndex.Slice(1, 6, 2)].flatten(2), [o.Image]),
    };

    private static IEnumerable<string> Names => Cases.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_layer_and_its_gradients_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var (function, inputs) = Cases[name](new Inputs());

        Golden.AssertGradients(Golden.At("layers", name), function, inputs);
    }

    [Test]
    public void A_convolution_that_steps_over_places_stays_within_its_memory([Values(8, 12, 16)] int channels)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var weight = randn([16, channels, 1, 1], requires_grad: true);
        for (var i = 0; i < 10; i++)
        {
            var image = randn([64, 48, 48, channels]).permute(0, 3, 1, 2).requires_grad_();   // channels innermost

            var output = F.conv2d(image, weight, strides: [2, 2]);
            output.sum().backward();

            Assert.That(output.shape, Is.EqualTo(new long[] { 64, 16, 24, 24 }));
            Assert.That(image.grad!.count_nonzero().ToInt64(), Is.EqualTo(64L * 24 * 24 * channels));
        }
    }

    [Test]
    public void Every_golden_layer_is_tested() =>
        Assert.That(Golden.At("layers").EnumerateObject().Select(layer => layer.Name), Is.EquivalentTo(Names));

    /// <summary>The inputs in the order in which torch.golden.py draws them.</summary>
    private sealed class Inputs
    {
        public Inputs()
        {
            manual_seed(1);
            (Image, Square, Rows) = (randn(2, 4, 7, 7), randn(3, 5), randn(2, 4, 9));
            (Weight, Grouped, Biases) = (randn(6, 4, 3, 3), randn(8, 1, 3, 3), randn(6));
            (Wide, Narrow, Scale, Shift) = (randn(6, 4, 3), randn(4, 5), randn(4), randn(4));
            (Mean, Var) = (randn(4), rand(4) + 0.5);
        }

        public Tensor Image { get; }

        public Tensor Square { get; }

        public Tensor Rows { get; }

        public Tensor Weight { get; }

        public Tensor Grouped { get; }

        public Tensor Biases { get; }

        public Tensor Wide { get; }

        public Tensor Narrow { get; }

        public Tensor Scale { get; }

        public Tensor Shift { get; }

        public Tensor Mean { get; }

        public Tensor Var { get; }

        public Tensor Tokens { get; } = tensor(new long[,] { { 0, 2, 1 }, { 2, 2, 0 } });
    }
}
