using Labs.MakeItSmall.Grader.Probes;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader;

[Task(2, "Scale, zero point, rounding")]
[Points(16)]
[Hint("Notebook 01, sections 4, 5 and 7: choose the range, divide by the scale, round, clamp.")]
public class GridTests : SmallFixture
{
    private const double Tolerance = 1e-6;

    protected override string[] Ready => ["Frugal.Quantization."];

    [Test, Points(2)]
    public void The_grid_of_an_activation_has_the_scale_and_zero_point_of_PyTorch()
    {
        Affine("both signs");
        Affine("after ReLU");
        var drawn = new RangeAnswer(-3 * Unseen.NextSingle() - 0.1f, 4 * Unseen.NextSingle() + 0.1f);
        var right = Rounding.Affine(new(drawn.Min, drawn.Max));
        Compare(Ask(GridProbes.Affine, drawn), right, drawn, Rounding.IsTie(-drawn.Min / right.Scale) ? 1 : 0);
    }

    [Test, Points(2)]
    public void The_grid_of_an_activation_contains_zero_even_if_its_range_does_not()
    {
        Affine("all above zero");
        Affine("all below zero");
    }

    [Test, Points(1)]
    public void The_grid_of_weights_is_symmetric_and_ends_at_127()
    {
        foreach (var (min, max) in new[] { (-2f, 1f), (-0.5f, 3f), (0.25f, 1.5f) })
        {
            var got = Ask(GridProbes.Symmetric, new RangeAnswer(min, max));
            var right = new Grid(Math.Max(-min, max) / 127, 0, -127, 127);
            Say.That(Math.Abs(got.Scale - right.Scale) < Tolerance && (got.Zero, got.Lowest, got.Highest) == (0, -127, 127), $"Grids.Symmetric of {Say.Text(min)} to {Say.Text(max)}", Told(right), Told(got.Scale, got),
                "the larger magnitude of both ends, the number of steps from 0 to it, and the lowest integer: -128 stays unused");
        }
    }

    [Test, Points(1)]
    public void A_range_without_width_gets_the_scale_one()
    {
        Compare(Ask(GridProbes.Affine, new RangeAnswer(0, 0)), new Grid(1, 0, 0, 255), new(0, 0), 0);
        Say.Near(Ask(GridProbes.Symmetric, new RangeAnswer(0, 0)).Scale, 1, 0, "the scale of Grids.Symmetric of 0 to 0", "the division: a scale of 0 would divide by zero later");
    }

    [Test, Points(2)]
    public void Numbers_are_rounded_to_the_nearest_and_halves_to_even()
    {
        var grid = new GridNumbers(0.25f, 3, -127, 127);   // a power of two: halves are exact
        float[] x = [0, 0.125f, 0.375f, 0.625f, -0.125f, -0.375f, 0.2f, 0.3f, -0.2f, -0.3f, 1.24f, -1.24f];
        int[] expected = [3, 3, 5, 5, 3, 1, 4, 4, 2, 2, 8, -2];
        Say.Same(Ask(GridProbes.Round, new RoundRequest(grid, x, [])).Q, expected, "Grids.Quantize with scale 0.25 and zero point 3", i => $"x = {Say.Text(x[i])}, which is {Say.Text(x[i] / 0.25f)} steps",
            "how you round: (int) cuts off, Math.Round(x, MidpointRounding.AwayFromZero) moves halves away from 0, and the zero point is added after rounding");
    }

    [Test, Points(2)]
    public void Numbers_beyond_the_ends_are_clamped_and_all_others_are_those_of_PyTorch()
    {
        foreach (var golden in Golden.Of("grids").EnumerateArray())
        {
            var (grid, x, expected) = (new GridNumbers(golden.Float("scale"), golden.Integer("zero"), 0, 255), golden.Floats("x"), golden.Integers("q"));
            var got = Ask(GridProbes.Round, new RoundRequest(grid, x, [])).Q;
            Say.Length(got?.Length, x.Length, "Grids.Quantize");
            int[] right = [.. expected.Select((q, i) => Rounding.IsTie(x[i] / grid.Scale) && Math.Abs(got![i] - q) == 1 ? got[i] : q)];
            Say.Same(got, right, $"Grids.Quantize with scale {Say.Text(grid.Scale)} and zero point {grid.Zero}", i => $"x = {Say.Text(x[i])}", "the order: divide, round, add the zero point, clamp to 0 ... 255");
        }

        float[] far = [1e9f, -1e9f, 3e38f];
        Say.Same(Ask(GridProbes.Round, new RoundRequest(new(0.1f, 10, 0, 255), far, [])).Q, [255, 0, 255], "Grids.Quantize with scale 0.1 and zero point 10", i => $"x = {Say.Text(far[i])}", "clamping before the conversion to int, which overflows");
    }

    [Test, Points(1)]
    public void Integers_come_back_as_the_numbers_that_they_represent()
    {
        var (grid, q) = (new GridNumbers(0.5f + Unseen.NextSingle(), Unseen.Next(20, 200), 0, 255), Enumerable.Range(0, 12).Select(_ => Unseen.Next(256)).ToArray());
        Say.Near(Ask(GridProbes.Round, new RoundRequest(grid, [], q)).X, [.. q.Select(one => grid.Scale * (one - grid.Zero))], Tolerance, $"Grids.Dequantize with scale {Say.Text(grid.Scale)} and zero point {grid.Zero}",
            i => $"q = {q[i]}", "the order: subtract the zero point, then multiply");
    }

    [Test, Points(1)]
    public void One_scale_for_all_weights_comes_from_the_largest_of_all()
    {
        var golden = Golden.Of("weights");
        Weights(golden.Floats("w"), 0, [.. golden.Integers("one_integers").Select(q => (sbyte)q)], [golden.Float("one_scale")], "Grids.PerTensor");
    }

    [Test, Points(2)]
    public void Each_channel_has_a_scale_of_its_own()
    {
        var golden = Golden.Of("weights");
        Weights(golden.Floats("w"), 4, [.. golden.Integers("integers").Select(q => (sbyte)q)], golden.Floats("scales"), "Grids.PerChannel, 4 channels of 27 weights");
        var (channels, each) = (Unseen.Next(3, 9), Unseen.Next(5, 20));
        float[] drawn = [.. Enumerable.Range(0, channels).SelectMany(c => Bell(each, spread: c + 0.01))];
        drawn.AsSpan(each, each).Clear();   // a channel of zeros
        var (integers, scales) = Rounding.PerChannel(drawn, channels);
        Weights(drawn, channels, integers, scales, $"Grids.PerChannel, {channels} channels of {each} weights drawn for this grading, channel 1 all zeros");
    }

    [Test, Points(1)]
    [Hint("The integer sums of a convolution count in steps of inputScale * weightScale; so must the bias.")]
    public void A_bias_has_the_step_of_the_products_that_it_is_added_to()
    {
        var golden = Golden.Of("weights");
        var (bias, step, scales, expected) = (golden.Floats("bias"), golden.Float("input_scale"), golden.Floats("scales"), golden.Integers("bias_integers"));
        var got = Ask(GridProbes.Bias, new BiasRequest(bias, step, scales));
        int[] right = [.. expected.Select((q, c) => got?.Length == expected.Length && Rounding.IsTie(bias[c] / ((double)step * scales[c])) && Math.Abs(got[c] - q) == 1 ? got[c] : q)];
        Say.Same(got, right, $"Grids.Bias with inputScale {Say.Text(step)}", c => $"bias {Say.Text(bias[c])} of the channel with the weight scale {Say.Text(scales[c])}", "the step of channel c: inputScale * weightScales[c], and none of the two alone");
        Say.Same(Ask(GridProbes.Bias, new BiasRequest([1e9f, -1e9f], 1e-3f, [1e-3f, 1e-3f])), [int.MaxValue, int.MinValue], "Grids.Bias of 1e9 and -1e9 in steps of 1e-6", c => $"channel {c}", "clamping to int: (int) of a number that is too large is any number");
    }

    [Test, Hidden, Points(1), AccuracyFloor(0.92)]
    public void A_trained_network_answers_as_before_with_weights_that_went_through_the_integers()
    {
        using var network = new RealNetwork();
        var (changes, bytes, before) = (new List<(Frugal.Onnx.OnnxNode, Convolution)>(), 0L, 0L);
        foreach (var node in network.Convolutions)
        {
            var numbers = network.NumbersOf(node);
            var answer = Ask(GridProbes.Weights, new WeightRequest(Packed.Of(numbers.Weight), numbers.Outputs));
            var (integers, scales) = (answer.Integers(), answer.Scales);
            Say.That(integers.Length == numbers.Weight.Length && scales.Length == numbers.Outputs, "Grids.PerChannel", $"{numbers.Weight.Length} integers and {numbers.Outputs} scales", $"{integers.Length} and {scales.Length}", "the lengths");
            changes.Add((node, numbers with { Weight = [.. integers.Select((q, i) => q * scales[i / (integers.Length / scales.Length)])] }));
            (bytes, before) = (bytes + integers.Length + sizeof(float) * scales.Length, before + sizeof(float) * numbers.Weight.Length);
        }

        Judge.Answers(network.With("rounded", changes), network.Float32, agreement: 0.97);
        Record("weights", new Figure(bytes, "bytes"));
        Record("weights_smaller", new Figure((double)before / bytes, "x"));
    }

    private void Affine(string name)
    {
        var golden = Golden.Of("grids").EnumerateArray().Single(one => one.Text("name") == name);
        var range = new RangeAnswer(golden.Float("min"), golden.Float("max"));
        Compare(Ask(GridProbes.Affine, range), new Grid(golden.Float("scale"), golden.Integer("zero"), 0, 255), range, 0);
    }

    private static void Compare(GridNumbers got, Grid expected, RangeAnswer range, int slack) =>
        Say.That(Math.Abs(got.Scale - expected.Scale) <= Tolerance * expected.Scale && Math.Abs(got.Zero - expected.Zero) <= slack && (got.Lowest, got.Highest) == (0, 255),
            $"Grids.Affine of {Say.Text(range.Min)} to {Say.Text(range.Max)}", Told(expected), Told(got.Scale, got),
            "the range: extend it to 0 first; then 255 gaps, and the zero point is the integer that stands for 0");

    private void Weights(float[] weight, int channels, sbyte[] integers, float[] scales, string call)
    {
        var got = Ask(GridProbes.Weights, new WeightRequest(Packed.Of(weight), channels));
        var each = weight.Length / scales.Length;
        Say.Near(got.Scales, scales, 1e-6, $"{call}, the scales", c => $"channel {c}, whose largest weight is {Say.Text(weight.Skip(c * each).Take(each).Max(Math.Abs))}", "which weights a scale is for, and 127");
        var mine = got.Integers();
        Say.Length(mine.Length, integers.Length, $"{call}, the integers");
        int[] right = [.. integers.Select((q, i) => Rounding.IsTie(weight[i] / (double)scales[i / each]) && Math.Abs(mine[i] - q) == 1 ? mine[i] : q)];
        Say.Same([.. mine.Select(q => (int)q)], right, call, i => $"weight {i} = {Say.Text(weight[i])} of the channel with scale {Say.Text(scales[i / each])}", "which scale a weight is divided by: a channel's weights lie together");
        Say.That(got.Kept, call, "the weights as they were", "changed weights", "what you write to: return new arrays");
    }

    private static string Told(Grid grid) => $"scale {Say.Text(grid.Scale)}, zero point {grid.Zero}, {grid.Lowest} to {grid.Highest}";

    private static string Told(float scale, GridNumbers grid) => Told(new Grid(scale, grid.Zero, grid.Lowest, grid.Highest));
}
