using Labs.MakeItSmall.Grader.Probes;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader;

[Task(6, "Channels that go, and two layers without them")]
[Points(12)]
[Hint("Notebook 04, sections 5 and 6: filter c of the first layer makes channel c, slice c of every filter of the second reads it.")]
public class ChannelTests : SmallFixture
{
    protected override string[] Ready => ["Frugal.Pruning.", "Frugal.Training.", "TorchSharp."];

    [Test, Points(2)]
    public void Saliency_is_the_sum_of_magnitudes_of_each_filter()
    {
        var golden = Golden.Of("channels");
        Say.Near(Ask(ChannelProbes.Saliency, First()), golden.Floats("saliency"), 1e-4, "Channels.Saliency of 6 filters of 3 x 9 weights", c => $"filter {c}", "which weights belong to a filter (the first axis), and that their magnitudes are added, not their squares and not the numbers themselves");
    }

    [Test, Points(1)]
    public void The_most_important_channels_stay_in_rising_order()
    {
        var golden = Golden.Of("channels");
        Keeps(golden.Floats("saliency"), 3, golden.Integers("keep"));
        Keeps([2, 5, 1, 4], 4, [0, 1, 2, 3]);
    }

    [Test, Points(1)]
    public void Of_equal_channels_those_with_the_smaller_index_stay() => Keeps([1, 3, 1, 1, 3, 1], 4, [0, 1, 2, 4]);

    [Test, Points(2)]
    public void The_first_layer_loses_whole_filters_and_their_biases()
    {
        var golden = Golden.Of("channels");
        var answer = Ask(ChannelProbes.Remove, new RemoveRequest(First(), Second(), golden.Integers("keep")));
        Shape(answer.First, 3, 3, 9, "the first layer");
        Say.Near(answer.First.Weight.Numbers(), golden.Floats("cut_first"), 0, "Channels.Remove, the first layer's weights", i => $"weight {i}", "whole filters: Inputs * Kernel weights that lie together");
        Say.Near(answer.First.Bias, golden.Floats("cut_first_bias"), 0, "Channels.Remove, the first layer's biases", i => $"bias {i}", "the biases of the filters that stay");
        Say.That(answer.Kept, "Channels.Remove", "the arguments as they were", "changed arguments", "what you write to: return new arrays");
    }

    [Test, Points(2)]
    public void Every_filter_of_the_second_layer_loses_the_slices_and_keeps_its_bias()
    {
        var golden = Golden.Of("channels");
        var answer = Ask(ChannelProbes.Remove, new RemoveRequest(First(), Second(), golden.Integers("keep")));
        Shape(answer.Second, 4, 3, 9, "the second layer");
        Say.Near(answer.Second.Weight.Numbers(), golden.Floats("cut_second"), 0, "Channels.Remove, the second layer's weights", i => $"weight {i}", "the place of slice (o, c): (o * Inputs + c) * Kernel, with the inputs that the layer had before");
        Say.Near(answer.Second.Bias, golden.Floats("second_bias"), 0, "Channels.Remove, the second layer's biases", i => $"bias {i}", "its output channels: they stay, and so do their biases");
    }

    [Test, Hidden, Points(2), AccuracyFloor(0.75)]
    public void A_trained_network_without_a_quarter_of_its_inner_channels_still_answers()
    {
        using var network = new RealNetwork();
        Judge.Answers(network.With("quarter", Smaller(network, share: 0.75)), network.Float32, agreement: 0.75);
    }

    /// <summary>The student's layers in one file, the grader's own in another: both without half of the inner channels.</summary>
    [Test, Points(2), WorkedBudget(Undone = 1, FasterThan = "the whole network")]
    public void Half_of_the_inner_channels_removed_make_the_network_smaller_and_faster()
    {
        using var network = new RealNetwork();
        var mine = network.With("half", Smaller(network, share: 0.5));
        EndStudent();
        var worked = network.With("worked", network.InnerPairs().SelectMany(pair => Worked(network, pair.First, pair.Second)));
        Record("smaller", new Figure((double)new FileInfo(network.Float32).Length / new FileInfo(mine).Length, "x"));
        Judge.SpeedUp(mine, network.Float32, worked);
    }

    private List<(Frugal.Onnx.OnnxNode, Convolution)> Smaller(RealNetwork network, double share)
    {
        var changes = new List<(Frugal.Onnx.OnnxNode, Convolution)>();
        foreach (var (first, second) in network.InnerPairs())
        {
            var (one, two) = (network.NumbersOf(first), network.NumbersOf(second));
            var count = (int)(one.Outputs * share);
            var keep = Ask(ChannelProbes.Keep, new KeepRequest(Ask(ChannelProbes.Saliency, Numbers(one)), count));
            Say.That(keep.Length == count && keep.Distinct().Count() == count && keep.All(c => c >= 0 && c < one.Outputs), "Channels.Keep", $"{count} different channels of {one.Outputs}", $"{keep.Length}: {Say.Few(keep)}", "the number of channels");
            var answer = Ask(ChannelProbes.Remove, new RemoveRequest(Numbers(one), Numbers(two), keep));
            Shape(answer.First, count, one.Inputs, one.Kernel, "the first layer");
            Shape(answer.Second, two.Outputs, count, two.Kernel, "the second layer");
            changes.Add((first, new(count, one.Inputs, one.Kernel, answer.First.Weight.Numbers(), answer.First.Bias)));
            changes.Add((second, new(two.Outputs, count, two.Kernel, answer.Second.Weight.Numbers(), answer.Second.Bias)));
        }

        return changes;
    }

    private static IEnumerable<(Frugal.Onnx.OnnxNode, Convolution)> Worked(RealNetwork network, Frugal.Onnx.OnnxNode first, Frugal.Onnx.OnnxNode second)
    {
        var (one, two) = (network.NumbersOf(first), network.NumbersOf(second));
        var keep = one.Weight.Chunk(one.Weight.Length / one.Outputs).Index().OrderByDescending(filter => filter.Item.Sum(Math.Abs)).Take(one.Outputs / 2).Select(filter => filter.Index).Order().ToArray();
        yield return (first, new(keep.Length, one.Inputs, one.Kernel, [.. keep.SelectMany(c => one.Weight.Chunk(one.Inputs * one.Kernel).ElementAt(c))], [.. keep.Select(c => one.Bias[c])]));
        yield return (second, new(two.Outputs, keep.Length, two.Kernel, [.. two.Weight.Chunk(two.Inputs * two.Kernel).SelectMany(filter => keep.SelectMany(c => filter[(c * two.Kernel)..((c + 1) * two.Kernel)]))], two.Bias));
    }

    private void Keeps(float[] saliency, int count, int[] expected)
    {
        var call = $"Channels.Keep, {count} of the saliencies {string.Join(", ", saliency.Select(one => Say.Text(one)))}";
        Say.Same(Ask(ChannelProbes.Keep, new KeepRequest(saliency, count)), expected, call, i => $"channel number {i} of those that stay", "the order of what you return, and what happens to equal channels");
    }

    private static void Shape(ConvolutionNumbers got, int outputs, int inputs, int kernel, string which) =>
        Say.That((got.Outputs, got.Inputs, got.Kernel, got.Weight.Numbers().Length, got.Bias.Length) == (outputs, inputs, kernel, outputs * inputs * kernel, outputs), $"Channels.Remove, the shape of {which}",
            $"{outputs} outputs, {inputs} inputs, kernel {kernel}, {outputs * inputs * kernel} weights, {outputs} biases", $"{got.Outputs} outputs, {got.Inputs} inputs, kernel {got.Kernel}, {got.Weight.Numbers().Length} weights, {got.Bias.Length} biases",
            "which layer loses outputs, and which one inputs");

    private static ConvolutionNumbers Numbers(Convolution layer) => new(layer.Outputs, layer.Inputs, layer.Kernel, Packed.Of(layer.Weight), layer.Bias);

    private static ConvolutionNumbers First() => new(6, 3, 9, Packed.Of(Golden.Of("channels").Floats("first")), Golden.Of("channels").Floats("first_bias"));

    private static ConvolutionNumbers Second() => new(4, 6, 9, Packed.Of(Golden.Of("channels").Floats("second")), Golden.Of("channels").Floats("second_bias"));
}
