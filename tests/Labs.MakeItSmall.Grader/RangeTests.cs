using Frugal.Data;
using Labs.MakeItSmall.Grader.Probes;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader;

[Task(1, "A range from observed values")]
[Points(10)]
[Hint("Notebook 02, sections 2 and 3. Every range contains 0.")]
public class RangeTests : SmallFixture
{
    private const double Tolerance = 1e-5;

    protected override string[] Ready => ["Frugal.Quantization."];

    [Test, Points(2)]
    public void MinMax_reaches_from_the_smallest_to_the_largest_value_and_contains_zero()
    {
        foreach (var golden in Golden.Of("ranges").EnumerateArray())
        {
            var (values, ends) = (golden.Floats("x"), golden.Floats("minmax"));
            Compare(Ask(RangeProbes.MinMax, Packed.Of(values)), new(ends[0], ends[1]), $"Ranges.MinMax of {Described(values, golden.Text("name"))}",
                "the first and the last of the sorted values, and whether 0 is between them: it must be, also where all values are on one side of it");
        }
    }

    [Test, Points(2)]
    public void Percentile_cuts_half_of_the_share_at_each_end_of_values_with_both_signs()
    {
        Percentiles("both signs");
        foreach (var sign in new[] { -1, 1 })
        {
            var single = Array.ConvertAll(Bell(50), x => sign * Math.Abs(x));
            single[Unseen.Next(single.Length)] = -2 * sign;
            Compare(Ask(RangeProbes.Percentile, new PercentileRequest(Packed.Of(single), 90)), Rounding.Percentile(single, 90), $"Ranges.Percentile, 90 %, of {Described(single, "one of them on the other side of 0")}", Look);
        }
    }

    [Test, Points(2)]
    public void Percentile_cuts_the_whole_share_at_the_only_end_of_values_with_one_sign()
    {
        Percentiles("a tail after ReLU");
        Percentiles("all above 1");
        Percentiles("all below zero");
        foreach (var sign in new[] { -1, 1 })
        {
            // Zeros have no sign: values from a ReLU have one end.
            var zeros = Array.ConvertAll(Bell(80), x => 0.2f * sign * Math.Max(x, 0));
            Compare(Ask(RangeProbes.Percentile, new PercentileRequest(Packed.Of(zeros), 90)), Rounding.Percentile(zeros, 90), $"Ranges.Percentile, 90 %, of {Described(zeros, "half of them exactly 0")}", Look);
        }
    }

    [Test, Points(1)]
    [Hint("The error is a sum of squares over all values, those that are clipped included.")]
    public void LeastError_finds_the_best_of_a_hundred_ranges()
    {
        foreach (var golden in Golden.Of("ranges").EnumerateArray())
        {
            var (values, ends, best) = (golden.Floats("x"), golden.Floats("minmax"), golden.Integer("best"));
            var right = Rounding.Candidate(new(ends[0], ends[1]), best);
            Compare(Ask(RangeProbes.LeastError, new ErrorRequest(Packed.Of(values), 15)), right, $"Ranges.LeastError of {Described(values, golden.Text("name"))}, rounded to 16 levels",
                $"the candidates: here k = {best} of 100 has the least error, {Say.Text(golden.GetProperty("error").GetDouble())}");
        }
    }

    [Test, Points(1)]
    public void LeastError_tries_the_narrowest_range_too()
    {
        float[] values = [1, .. new float[200]];   // each becomes the upper end: the nearer to their mean of 0.005, the better
        Compare(Ask(RangeProbes.LeastError, new ErrorRequest(Packed.Of(values), -1)), new(0, 0.01f), "Ranges.LeastError of one 1 and 200 zeros, where the rounding makes every value the upper end", "the candidates: k from 1 to 100, both included");
    }

    [Test, Points(1)]
    public void LeastError_keeps_the_widest_of_ranges_with_the_same_error()
    {
        var values = Bell(60);
        Compare(Ask(RangeProbes.LeastError, new ErrorRequest(Packed.Of(values), 0)), Rounding.MinMax(values), "Ranges.LeastError, where the rounding changes nothing, so that all errors are 0",
            "which of two equal errors replaces the other: begin with the widest range");
    }

    [Test, Hidden, Points(1)]
    public void Activations_of_a_trained_network_get_the_same_ranges_as_from_the_grader()
    {
        var pictures = new GarmentsDataset("unseen", 2, Unseen.Next());
        using var network = new RealNetwork();
        var values = Activations.Of(network.Model, pictures)[network.Convolutions[2].Outputs[0]];
        var packed = Packed.Of(values);
        var mine = Ask(RangeProbes.LeastError, new ErrorRequest(packed, 255));

        Compare(Ask(RangeProbes.MinMax, packed), Rounding.MinMax(values), "Ranges.MinMax", "the values");
        Compare(Ask(RangeProbes.Percentile, new PercentileRequest(packed, 99.9)), Rounding.Percentile(values, 99.9), "Ranges.Percentile", "the values");
        var (wide, best) = (Rounding.Error(values, Rounding.MinMax(values), 255), Enumerable.Range(1, 100).Min(k => Rounding.Error(values, Rounding.Candidate(Rounding.MinMax(values), k), 255)));
        Say.Near(Rounding.Error(values, new(mine.Min, mine.Max), 255), best, 1e-3 * best, "the squared error of Ranges.LeastError's range", "the candidates");
        Record("error_left_by_clipping", new Figure(100 * best / wide, "%"));
    }

    private void Percentiles(string name)
    {
        var golden = Golden.Of("ranges").EnumerateArray().Single(one => one.Text("name") == name);
        var (values, ends, percent) = (golden.Floats("x"), golden.Floats("percentile"), golden.GetProperty("percent").GetDouble());
        Compare(Ask(RangeProbes.Percentile, new PercentileRequest(Packed.Of(values), percent)), new(ends[0], ends[1]), $"Ranges.Percentile, {percent} %, of {Described(values, name)}", Look);
        var drawn = name switch { "both signs" => Bell(101), "all below zero" => Array.ConvertAll(Bell(77), x => -Math.Abs(x)), _ => Array.ConvertAll(Bell(77), Math.Abs) };
        Compare(Ask(RangeProbes.Percentile, new PercentileRequest(Packed.Of(drawn), 95)), Rounding.Percentile(drawn, 95), $"Ranges.Percentile, 95 %, of {Described(drawn, "drawn for this grading")}", Look);
        Compare(Ask(RangeProbes.Percentile, new PercentileRequest(Packed.Of(drawn), 100)), Rounding.MinMax(drawn), $"Ranges.Percentile, 100 %, of {Described(drawn, "drawn for this grading")}", "100 %: nothing is cut");
    }

    private const string Look = "the place p * (n - 1) among the sorted values, the interpolation between two places, and at which ends something is cut";

    private static void Compare(RangeAnswer got, ValueRange expected, string call, string look)
    {
        var tolerance = Tolerance * Math.Max(1, Math.Max(-expected.Min, expected.Max));
        Say.That(Math.Abs(got.Min - expected.Min) <= tolerance && Math.Abs(got.Max - expected.Max) <= tolerance, call,
            $"{Say.Text(expected.Min)} to {Say.Text(expected.Max)}", $"{Say.Text(got.Min)} to {Say.Text(got.Max)}", look);
    }

    private static string Described(float[] values, string name) => $"{values.Length} values from {Say.Text(values.Min())} to {Say.Text(values.Max())} ({name})";
}
