using Frugal.Architectures;
using Frugal.Onnx;
using Frugal.Pruning;
using Frugal.Training.Tests.Training;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Pruning;

public class MaskTests
{
    [TestCase(0.3)]
    [TestCase(0.9)]
    public void Layer_by_layer_the_smallest_weights_of_each_go(double sparsity)
    {
        using var network = SmallNetworks.ResNet();
        var before = Weights(network);

        using var masks = WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Sparsity = sparsity });
        masks.Apply(network);

        foreach (var (name, values) in Weights(network))
        {
            // The naive way: sort, and cut at the place.
            var threshold = before[name].Select(Math.Abs).Order().ElementAt((int)Math.Round(values.Length * sparsity, MidpointRounding.AwayFromZero));
            Assert.That(values, Is.EqualTo(before[name].Select(w => Math.Abs(w) >= threshold ? w : 0)), name);
        }
    }

    [Test]
    public void Globally_the_smallest_weights_of_all_go()
    {
        using var network = SmallNetworks.MobileNet();
        var before = Weights(network);
        var all = before.Values.SelectMany(values => values).Select(Math.Abs).Order().ToArray();

        using var masks = WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Sparsity = 0.4, Scope = PruningScope.Global });
        masks.Apply(network);

        var threshold = all[(int)Math.Round(all.Length * 0.4, MidpointRounding.AwayFromZero)];
        Assert.That(Weights(network).Values.SelectMany(values => values), Is.EqualTo(before.Values.SelectMany(values => values).Select(w => Math.Abs(w) >= threshold ? w : 0)));
    }

    [Test]
    public void Of_every_four_input_channels_the_two_largest_weights_stay()
    {
        using var network = SmallNetworks.ResNet();
        var before = Weights(network);

        using var masks = WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Pattern = NmPattern.TwoOfFour, Keep = ["stem.convolution"] });
        masks.Apply(network);

        var after = Weights(network);
        Assert.That(after["stem.convolution.weight"], Is.EqualTo(before["stem.convolution.weight"]));
        var weight = network.state_dict()["blocks.0.first.convolution.weight"];   // (16, 16, 3, 3)
        for (var start = 0; start < 16 * 16 * 9; start += 4 * 9)
        {
            for (var k = 0; k < 9; k++)
            {
                var block = Enumerable.Range(0, 4).Select(i => start + i * 9 + k).ToArray();
                var kept = block.Where(i => after["blocks.0.first.convolution.weight"][i] != 0).ToArray();
                var best = block.OrderByDescending(i => Math.Abs(before["blocks.0.first.convolution.weight"][i])).Take(2).Order();
                Assert.That(kept, Is.EqualTo(best));
            }
        }

        Assert.That(weight.count_nonzero().item<long>() * 2, Is.EqualTo(weight.numel()));
    }

    [Test]
    public void Taylor_s_score_is_the_naive_square_of_gradient_times_weight()
    {
        using var network = ColouredPictures.Network();
        var pictures = ColouredPictures.Validation();
        var expected = new Dictionary<string, float[]>();
        network.eval();
        foreach (var batch in pictures.Epoch(0))
        {
            using (batch)
            using (NewDisposeScope())
            {
                network.zero_grad();
                nn.functional.cross_entropy(network.call(tensor(batch.Images, [batch.Count, 3, 16, 16])), tensor(batch.Labels)).backward();
                foreach (var (name, parameter) in network.named_parameters().Where(named => named.parameter.dim() > 1))
                {
                    var gradient = parameter.grad!.data<float>().ToArray();
                    var square = parameter.data<float>().ToArray().Zip(gradient, (w, g) => w * g * (w * g)).ToArray();
                    expected[name] = expected.TryGetValue(name, out var sum) ? [.. sum.Zip(square, (a, b) => a + b)] : square;
                }
            }
        }

        var scores = WeightScores.Taylor(network, new GradientPass(pictures));

        foreach (var (name, values) in expected)
        {
            // Convolutions may run in another memory layout: 1e-3 of the largest.
            Assert.That(scores.Values[name], Is.EqualTo(values).Within(1e-3 * values.Max()), name);
        }
    }

    [Test]
    public void Masked_weights_stay_zero_through_a_training_and_others_learn()
    {
        using var network = ColouredPictures.Network();
        using var masks = WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Sparsity = 0.8 });
        masks.Apply(network);
        var zeros = Weights(network);

        using var result = new Trainer(
            () => { var made = ColouredPictures.Network(); made.load_state_dict(network.state_dict()); return made; },
            ColouredPictures.Options) { Companion = new MaskKeeper(masks) }.Train(ColouredPictures.Pictures(), ColouredPictures.Validation());

        foreach (var (name, values) in Weights(result.Network))
        {
            Assert.That(values.Where((_, i) => zeros[name][i] == 0), Is.All.Zero, name);
            Assert.That(values, Is.Not.EqualTo(zeros[name]), name);
        }
    }

    [Test]
    public void The_report_says_that_masks_alone_give_no_speed()
    {
        using var network = SmallNetworks.ResNet();
        using var masks = WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Sparsity = 0.75 });
        masks.Apply(network);

        var report = masks.Report(network, 32);

        Assert.That(report.Sparsity, Is.EqualTo(0.75).Within(0.001));
        Assert.That(report.Macs, Is.EqualTo(NetworkCost.Of(network, 32, 32).Macs));
        Assert.That(report.ToString(), Does.Contain("Masks alone do not make a dense engine faster").And.Contain("75.0% zeros"));
        Assert.That(OnnxExporter.Export(network, [3, 32, 32]).ToBytes(), Has.Length.EqualTo(OnnxExporter.Export(SmallNetworks.ResNet(), [3, 32, 32]).ToBytes().Length));
    }

    internal static Dictionary<string, float[]> Weights(Architecture network) =>
        network.named_parameters().Where(named => named.parameter.dim() > 1).ToDictionary(named => named.name, named => named.parameter.data<float>().ToArray());
}
