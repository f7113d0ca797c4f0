using Labs.MakeItSmall.Grader.Probes;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader;

[Task(4, "Bounds against saturation")]
[Points(12)]
[Hint("Notebook 08, section 9: two neighbouring products are added in 16 bits.")]
public class SaturationTests : SmallFixture
{
    private const int Each = 64;

    protected override string[] Ready => ["Frugal.Quantization."];

    [Test, Points(2)]
    public void Pairs_of_products_are_added_in_16_bits_and_the_pairs_in_32()
    {
        var golden = Golden.Of("pairs");
        var (activations, weights) = (golden.Integers("activations"), golden.Integers("weights"));
        Say.Near(Ask(SaturationProbes.Sum, new SumRequest(activations, weights)), golden.Integer("saturated"), 0, $"Saturation.PairedSum of {activations.Length} products, the first with activations {Say.Few(activations)} and weights {Say.Few(weights)}",
            $"what is clamped: the sum of two products, not one product and not the whole sum. Added in 32 bits it is {golden.Integer("exact")}");
    }

    [Test, Points(1)]
    public void The_last_of_an_odd_number_of_products_is_alone() =>
        Say.Near(Ask(SaturationProbes.Sum, new SumRequest([255, 255, 255], [127, 127, 127])), 32767 + 255 * 127, 0, "Saturation.PairedSum of the activations 255, 255, 255 and the weights 127, 127, 127", "the loop's end: the third product has no neighbour, and 32,385 fits into 16 bits");

    [Test, Points(2)]
    public void Both_bounds_are_exact()
    {
        PairRequest[] requests =
        [
            new([64, 64], 255), new([65, 64], 255), new([-64, -64], 255), new([-65, -64], 255), new([127, -127], 255), new([127, 1], 255), new([127, 2], 255), new([1, 2, 100, 100], 255),
            new([100, 1, 1, 100], 255), new([127, 127], 129), new([127, 127], 130), new([-128, -128], 128), new([-128, -128], 129), new([0, 0], 255), new([127], 255), new([127, -128, -127, 1], 255),
        ];
        Say.Same(Ask(SaturationProbes.CanSaturate, requests), [.. requests.Select(request => Rounding.CanSaturate([.. request.Weights.Select(w => (sbyte)w)], request.Largest))], "Saturation.CanSaturate",
            i => $"weights {string.Join(", ", requests[i].Weights)}, activations up to {requests[i].Largest}", "the worst activations of each pair, and the bounds 32,767 and -32,768, both allowed");
    }

    [Test, Points(2)]
    public void Safe_integers_cannot_saturate_and_lose_no_more_than_7_bits()
    {
        var rows = Enumerable.Range(0, 20).Select(i => i == 0 ? [.. Enumerable.Repeat(0.5f, Each)] : Bell(Each, spread: 0.01 * (i + 1), middle: i % 3 == 0 ? 0.02 * i : 0)).ToArray();
        foreach (var (row, weights, mine) in Answers(rows))
        {
            Say.That(!Rounding.CanSaturate(mine.Integers), $"Saturation.Safe of {Described(weights)}", "integers of which no pair can saturate", $"a pair that can, {Worst(mine.Integers)}", "the pairs 0 and 1, 2 and 3, ...: with activations of 255 two weights of one sign may add up to 128");
            Say.That(mine.Integers.All(q => q != sbyte.MinValue), $"Saturation.Safe of {Described(weights)}", "integers from -127 to 127", "-128", "the clamping");
            var limit = Rounding.SymmetricError(weights, 64);
            Say.That(Error(weights, mine) <= limit * 1.001 + 1e-9, $"the squared error of Saturation.Safe, row {row}: {Described(weights)}", $"at most that of 7 bits, {Say.Text(limit)}", Say.Text(Error(weights, mine)), "what repairing the pairs costs: if it is more than 7 bits, take 7 bits");
        }
    }

    [Test, Points(1)]
    public void A_channel_that_cannot_saturate_keeps_all_8_bits()
    {
        // One large weight in each pair, its neighbour tiny: no pair of 8 bits is in danger.
        var rows = Enumerable.Range(0, 4).Select(_ => Bell(Each).Select((w, i) => i % 2 == 0 ? w : 0.001f * w).ToArray()).ToArray();
        foreach (var (_, weights, mine) in Answers(rows))
        {
            var limit = Rounding.SymmetricError(weights, 127);
            Say.That(!Rounding.CanSaturate(mine.Integers), $"Saturation.Safe of {Described(weights)}", "integers of which no pair can saturate", $"a pair that can, {Worst(mine.Integers)}", "the pairs");
            Say.That(Error(weights, mine) <= limit * 1.001 + 1e-9, $"the squared error of Saturation.Safe, where no pair of 8 bits can saturate: {Described(weights)}", $"at most that of 8 bits, {Say.Text(limit)}", Say.Text(Error(weights, mine)),
                "whether you try 8 bits first: 7 bits cost half of the resolution");
        }
    }

    [Test, Hidden, Points(4)]
    [Hint("Repairing at the scale of 8 bits is too costly for most channels. Repair at many scales between max|weight| / 127 and max|weight| / 64, and keep the one with the least error.")]
    public void Channels_of_a_trained_network_stay_below_three_quarters_of_the_error_of_7_bits()
    {
        using var network = new RealNetwork();
        var rows = network.Convolutions.SelectMany(node => TrainedNetwork.InKernelOrder(network.NumbersOf(node)).Take(48)).GroupBy(row => row.Length).MaxBy(group => group.Count())!.Take(120).ToArray();
        var (mine, seven, danger) = (0.0, 0.0, 0);
        foreach (var (_, weights, answer) in Answers(rows))
        {
            Say.That(!Rounding.CanSaturate(answer.Integers), "Saturation.Safe of a real channel", "integers of which no pair can saturate", "a pair that can", "the pairs");
            var scale = Rounding.SymmetricError(weights, 64);
            (mine, seven, danger) = (mine + Error(weights, answer) / scale, seven + 1, danger + (Rounding.CanSaturate(Rounding.PerChannel(weights, 1).Integers) ? 1 : 0));
        }

        Record("error_of_7_bits", new Figure(100 * mine / seven, "%"), new Budget(75, "%", AtMost: true));
        Record("channels_in_danger", new Figure(100.0 * danger / rows.Length, "%"));
        Say.That(mine / seven <= 0.75, "the mean squared error over the channels of a real layer", "at most 0.75 times that of 7 bits", Say.Text(mine / seven), "Safe: try scales between both, and keep the best");
    }

    private IEnumerable<(int Row, float[] Weights, (sbyte[] Integers, float Scale) Mine)> Answers(float[][] rows)
    {
        var answer = Ask(SaturationProbes.Safe, new RowsRequest(Packed.Of([.. rows.SelectMany(row => row)]), rows.Length));
        var integers = answer.Integers();
        Say.Length(integers.Length, rows.Sum(row => row.Length), "Saturation.Safe");
        return [.. rows.Select((row, i) => (i, row, (integers[(i * row.Length)..((i + 1) * row.Length)], answer.Scales[i])))];
    }

    private static double Error(float[] weights, (sbyte[] Integers, float Scale) mine) => weights.Zip(mine.Integers, (w, q) => Math.Pow(w - (double)mine.Scale * q, 2)).Sum();

    private static string Described(float[] weights) => $"{weights.Length} weights ({Say.Few(weights)})";

    private static string Worst(sbyte[] integers)
    {
        var pair = integers.Chunk(2).MaxBy(two => Math.Abs(two.Sum(q => q)))!;
        return $"{pair[0]} and {pair[^1]}";
    }
}
