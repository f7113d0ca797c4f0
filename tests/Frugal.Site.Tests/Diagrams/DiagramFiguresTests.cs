using System.Globalization;
using Frugal.Quantization;
using Frugal.Site.Diagrams;

namespace Frugal.Site.Tests.Diagrams;

/// <summary>What the diagrams claim by their figures holds.</summary>
public class DiagramFiguresTests
{
    [Test]
    public void The_example_of_the_grid_goes_to_the_nearest_level()
    {
        var (format, parameters) = QuantizationGridDiagram.Coarse;

        var nearest = Enumerable.Range(0, 16).MinBy(q => Math.Abs(0.2 * (q - 5) - QuantizationGridDiagram.Example));

        Assert.That(format.Quantize(QuantizationGridDiagram.Example, parameters), Is.EqualTo(nearest));
        Assert.That((parameters.Scale, parameters.ZeroPoint), Is.EqualTo((0.2f, 5)));
        Assert.That(Texts<QuantizationGridDiagram>(SiteLanguage.French), Does.Contain("x = 0,31 → q = arrondi(0,31 / 0,2) + 5 = 7").And.Contain("erreur 0,09"));
    }

    [Test]
    public void The_range_of_the_least_squared_error_has_the_least_error_and_clipping_a_little_beats_clipping_nothing()
    {
        var ranges = CalibrationDiagram.Ranges.ToDictionary(rule => rule.Key, rule => rule.Range);
        var errors = ranges.ToDictionary(rule => rule.Key, rule => CalibrationDiagram.RootMeanSquare(rule.Value));

        Assert.That(CalibrationDiagram.Clipped(ranges["minmax"]), Is.Zero);
        Assert.That(CalibrationDiagram.Clipped(ranges["percentile"]), Is.EqualTo(0.001).Within(0.0002));
        Assert.That(errors["mse"], Is.LessThan(errors["percentile"]));
        Assert.That(errors["percentile"], Is.LessThan(errors["minmax"] * 0.8));
        Assert.That(errors["minmax"], Is.EqualTo(QuantizationFormat.UInt4.Parameters(ranges["minmax"]).Scale / Math.Sqrt(12)).Within(0.02), "the error of uniform rounding");
    }

    [Test]
    public void The_multiplications_of_the_convolutions_are_those_of_their_loops()
    {
        long full = 0, depthwise = 0, pointwise = 0;
        for (var input = 0; input < DepthwiseDiagram.Inputs; input++)
        {
            depthwise += DepthwiseDiagram.Kernel * DepthwiseDiagram.Kernel;
            for (var output = 0; output < DepthwiseDiagram.Outputs; output++)
            {
                full += DepthwiseDiagram.Kernel * DepthwiseDiagram.Kernel;
                pointwise++;
            }
        }

        Assert.That(DepthwiseDiagram.PerPixel, Is.EqualTo((full, depthwise, pointwise)));
        Assert.That(Texts<DepthwiseDiagram>(SiteLanguage.English), Does.Contain("9 × 64 + 64 × 64 = 4,672").And.Contain("7.9 times fewer"));
    }

    [Test]
    public void Temperature_flattens_the_probabilities_and_keeps_their_sum_and_order()
    {
        double[] logits = [8, 4.5, 2.5, -4];

        var (sharp, soft) = (DistillationDiagram.Softmax(logits, 1), DistillationDiagram.Softmax(logits, 4));

        Assert.That(new[] { sharp.Sum(), soft.Sum() }, Is.All.EqualTo(1).Within(1e-12));
        Assert.That(soft, Is.Ordered.Descending);
        Assert.That(soft[0], Is.LessThan(sharp[0]));
        Assert.That(soft[1] / soft[0], Is.EqualTo(Math.Exp((4.5 - 8) / 4)).Within(1e-12));
    }

    [Test]
    public void The_printed_probabilities_add_up_to_100()
    {
        var percentages = Texts<DistillationDiagram>(SiteLanguage.English).Where(text => text.EndsWith('%')).Select(text => int.Parse(text.TrimEnd('%'), CultureInfo.InvariantCulture));

        Assert.That(percentages.Chunk(4).Select(chart => chart.Sum()), Is.EqualTo(new[] { 100, 100, 100, 100 }));
    }

    [Test]
    public void The_rounds_find_the_true_ratio_and_one_after_the_other_does_not()
    {
        Assert.That(RoundsDiagram.Interval.Contains(RoundsDiagram.TrueRatio), Is.True);
        Assert.That(RoundsDiagram.Interval.High - RoundsDiagram.Interval.Low, Is.LessThan(0.15));
        Assert.That(RoundsDiagram.OneAfterTheOther, Is.GreaterThan(1.2 * RoundsDiagram.TrueRatio));
    }

    [Test]
    public void The_printed_memory_adds_up()
    {
        var texts = Texts<MemoryModesDiagram>(SiteLanguage.English);
        int Megabytes(string start) => int.Parse(texts.First(text => text.StartsWith(start, StringComparison.Ordinal))[start.Length..].Split(' ')[0], CultureInfo.InvariantCulture);
        var anonymous = texts.Where(text => text.StartsWith("anonymous: ", StringComparison.Ordinal) && text.Contains("MB", StringComparison.Ordinal)).Select(text => int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture)).ToArray();

        var (weights, conversation) = (Megabytes("weights: "), anonymous[0]);

        Assert.That(anonymous, Is.EqualTo(new[] { conversation, weights + conversation, weights + conversation, 0 }));
    }

    [Test]
    public void Half_of_the_channels_take_half_of_the_products_and_a_mask_takes_none() =>
        Assert.That(Texts<PruningDiagram>(SiteLanguage.English), Does.Contain("48 of 96 weights are 0, yet 96 products").And.Contain("48 weights; 48 products"));

    private static string[] Texts<T>(SiteLanguage language) where T : Diagram =>
        [.. AllDiagrams.List.OfType<T>().Single().In(language).Texts.Select(text => text.Text)];
}
