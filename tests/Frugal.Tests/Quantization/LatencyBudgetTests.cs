using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;

namespace Frugal.Tests.Quantization;

public class LatencyBudgetTests
{
    private static readonly float[] Input = TestModels.Numbers(4 * 16 * 16 * 16, seed: 1);

    [Test]
    public void The_fewest_layers_within_the_time_are_found_for_every_falling_course_of_times()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            var layers = random.Next(1, 30);
            double[] times = [.. Enumerable.Range(0, layers + 1).Select(_ => random.NextDouble()).OrderDescending()];
            var most = random.NextDouble();

            var count = LatencyBudget.Search(layers, most, count => times[count]);

            var naive = Enumerable.Range(1, layers).FirstOrDefault(count => times[count] <= most, layers);
            Assert.That(count, Is.EqualTo(naive), $"trial {trial}");
        }
    }

    [Test]
    public void What_is_found_was_measured_within_the_time_also_where_times_rise_and_fall()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 200; trial++)
        {
            double[] times = [.. Enumerable.Range(0, 21).Select(_ => random.NextDouble())];

            var count = LatencyBudget.Search(20, 0.5, count => times[count]);

            Assert.That(times[count] <= 0.5 || count == 20, Is.True, $"trial {trial}");
        }
    }

    [Test]
    public void Layers_go_to_int8_by_the_time_saved_for_the_error_and_those_that_save_none_last()
    {
        LayerLatency Layer(string name, double floats, double integers, double error) => new(name, "Conv", new Milliseconds(floats), new Milliseconds(integers), error);

        var order = LatencyBudget.InOrder([Layer("slower", 1, 2, 0), Layer("dear", 2, 1, 0.1), Layer("cheap", 2, 1, 0.001), Layer("long", 9, 1, 0.004), Layer("equal", 1, 1, 0.5)]);

        Assert.That(order.Select(layer => layer.Node), Is.EqualTo(new[] { "long", "cheap", "dear", "slower", "equal" }));
    }

    [Test]
    public void A_time_that_cannot_be_kept_gives_all_layers_in_int8_and_says_so()
    {
        var model = Model();

        var choice = Budget(1e-6).Fit(model, Data);

        Assert.That((choice.Met, choice.Count), Is.EqualTo((false, 3)));
        Assert.That(choice.Options.Exclude, Is.Empty);
        Assert.That(choice.Layers.Select(layer => layer.Operator), Is.EqualTo(new[] { "Conv", "Conv", "Conv" }));
        Assert.That(choice.Layers, Has.All.Matches<LayerLatency>(layer => layer is { Float.Value: > 0, Int8.Value: > 0, Error: > 0 and < 0.01 }));
        Assert.That(choice.Latency.Value, Is.GreaterThan(1e-6));
    }

    [Test]
    public void Layers_beyond_the_chosen_stay_float32_in_the_file()
    {
        var model = Model();
        var first = Budget(1e-6).Fit(model, Data).Layers[0].Node;

        var result = StaticQuantizer.Quantize(model, Data, new QuantizationOptions { Exclude = new[] { first }.ToHashSet() });

        Assert.That(result.Report.Kept, Has.Some.Matches<QuantizedNode>(node => node!.Operator == "Conv" && node.Reason == "excluded"));
        Assert.That(result.Report.Quantized.Count(node => node.Operator == "Conv"), Is.EqualTo(2));
    }

    [Test]
    public void A_model_that_is_fast_enough_is_not_touched() =>
        Assert.That(Assert.Throws<FrugalException>(() => Budget(1e6).Fit(Model(), Data))!.Message, Does.StartWith("test.onnx: in float32 it takes").And.Contain("no layer has to be int8"));

    private static LatencyBudget Budget(double milliseconds) => new()
    {
        Most = new Milliseconds(milliseconds),
        Timing = new TimingOptions { Rounds = 2, RoundTime = TimeSpan.FromMilliseconds(1), WarmUpWindow = TimeSpan.FromMilliseconds(1), WarmUpWindows = 2 },
    };

    private static CalibrationData Data => Batches(Input, 4, 16, 16, 16);

    private static OnnxModel Model() => TestModels.Build([16, 16, 16], (g, x) => g.Convolution(g.Relu(g.Convolution(g.Relu(g.Convolution(x, 16, 32, 1)), 32, 32, 3)), 32, 16, 5));
}
