using System.Text.Json.Nodes;
using Frugal.Quantization;
using Plotly.NET;

namespace Frugal.Charts.Tests;

/// <summary>The course's own pictures.</summary>
public class CourseChartTests
{
    private static readonly CostedModel[] Models = [new("A", 6, 90), new("B", 2, 89), new("C", 3, 85), new("D", 2, 80), new("E", 8, 91), new("F", 8, 91)];

    [Test]
    public void The_front_holds_what_no_other_model_beats() =>
        Assert.That(new ParetoChart { Models = Models }.Front().Select(model => model.Name), Is.EqualTo(new[] { "B", "A", "E" }));

    [Test]
    public void A_pareto_chart_shows_the_front_apart_from_the_beaten()
    {
        var figure = Figure(new ParetoChart { Models = Models, Title = "Models" }.Draw());

        var points = figure["data"]!.AsArray().Where(trace => (string?)trace!["mode"] == "markers+text").ToDictionary(trace => (string)trace!["name"]!, trace => Strings(trace!["text"]!));
        Assert.That(points["Pareto front"], Is.EqualTo(new[] { "B", "A", "E" }));
        Assert.That(points["beaten by another"], Is.EqualTo(new[] { "C", "D", "F" }));
        Assert.That((string?)figure["layout"]!["title"]!["text"], Is.EqualTo("Models"));
        Assert.That(Numbers(figure["layout"]!["xaxis"]!["range"]!), Is.EqualTo(new[] { 2 - 0.9, 8 + 0.9 }).Within(1e-9), "names at the outer points have room");
    }

    [Test]
    public void Bars_before_and_after_are_shares_and_bear_the_figures()
    {
        var figure = Figure(new BeforeAfterChart { Figures = [new("size", 6.04, 1.63, "MB"), new("latency", 20, 30, "ms")] }.Draw());

        var after = figure["data"]!.AsArray().Single(trace => (string?)trace!["name"] == "after")!;
        Assert.That(Strings(after["y"]!), Is.EqualTo(new[] { "latency", "size" }), "the first figure is drawn last, on top");
        Assert.That(Numbers(after["x"]!), Is.EqualTo(new[] { 150, 100 * 1.63 / 6.04 }).Within(1e-9));
        Assert.That(Strings(after["text"]!), Is.EqualTo(new[] { "30 ms", "1.63 MB" }));
    }

    [Test]
    public void A_weight_histogram_counts_every_weight_and_draws_the_formats_levels()
    {
        var format = new QuantizationFormat("int3", -3, 3, Symmetric: true);
        var histogram = new WeightHistogram { Weights = [-0.35f, -0.05f, 0.05f, 0.15f, 0.15f, 0.6f], Format = format, Bins = 10 };

        var figure = Figure(histogram.Draw());

        Assert.That(histogram.Levels(), Is.EqualTo(new[] { -0.4f, -0.2f, 0, 0.2f, 0.4f, 0.6f }).Within(1e-6), "levels below the least weight are left out");
        Assert.That(Numbers(figure["data"]![0]!["y"]!), Is.EqualTo(new double[] { 1, 0, 0, 1, 1, 2, 0, 0, 0, 1 }));
        Assert.That((string?)figure["data"]![1]!["name"], Is.EqualTo("6 levels of int3"));
    }

    [Test]
    public void Weights_of_one_value_have_a_histogram_too() =>
        Assert.That(Numbers(Figure(new WeightHistogram { Weights = [2, 2, 2] }.Draw())["data"]![0]!["y"]!).Sum(), Is.EqualTo(3));

    [Test]
    public void A_sensitivity_chart_has_a_curve_a_layer_and_the_baseline()
    {
        var figure = Figure(new SensitivityChart { Curves = [new("conv1", [(0, 90), (50, 70)]), new("conv2", [(0, 90), (50, 89)])], Baseline = 90 }.Draw());

        Assert.That(figure["data"]!.AsArray().Select(trace => (string?)trace!["name"]), Is.EqualTo(new[] { "conv1", "conv2", "unchanged" }));
        Assert.That(Numbers(figure["data"]![2]!["x"]!), Is.EqualTo(new double[] { 0, 50 }));
    }

    [Test]
    public void A_sparsity_map_shows_the_share_of_zeros_of_each_block()
    {
        var weights = new float[300 * 200];
        Array.Fill(weights, 1, 0, 150 * 200);            // the lower half of the rows is removed

        var map = new SparsityMap { Weights = weights, Columns = 200 };
        var z = Figure(map.Draw())["data"]![0]!["z"]!.AsArray();

        Assert.That(map.Sparsity, Is.EqualTo(0.5));
        Assert.That((z.Count, z[0]!.AsArray().Count), Is.EqualTo((128, 128)));
        Assert.That(Numbers(z[0]!), Is.All.Zero);
        Assert.That(Numbers(z[127]!), Is.All.EqualTo(1));
    }

    [Test]
    public void A_latency_chart_has_a_box_a_subject_the_first_on_top()
    {
        var figure = Figure(new LatencyChart { Subjects = [new("float32", [3, 4, 9]), new("int8", [1, 1.2])] }.Draw());

        Assert.That(figure["data"]!.AsArray().Select(trace => (string?)trace!["name"]), Is.EqualTo(new[] { "int8", "float32" }));
    }

    [Test]
    public void Nothing_to_draw_and_no_numbers_are_named()
    {
        Assert.That(() => new ParetoChart { Models = [] }.Draw(), Throws.TypeOf<FrugalException>().With.Message.Contains("no values"));
        Assert.That(() => new LatencyChart { Subjects = [new("a", [])] }.Draw(), Throws.TypeOf<FrugalException>().With.Message.Contains("latency chart, a"));
        Assert.That(() => new WeightHistogram { Weights = [float.NaN] }.Draw(), Throws.TypeOf<FrugalException>().With.Message.Contains("NaN"));
        Assert.That(() => new SparsityMap { Weights = [1, 2, 3], Columns = 2 }.Draw(), Throws.TypeOf<FrugalException>().With.Message.Contains("rows of 2"));
        Assert.That(() => new BeforeAfterChart { Figures = [new("x", 0, 1, "s")] }.Draw(), Throws.TypeOf<FrugalException>().With.Message.Contains("above 0"));
    }

    private static JsonNode Figure(GenericChart chart)
    {
        var figure = GenericChart.toFigureJson(chart);
        Assert.That(PlotlySchema.Faults(figure), Is.Empty);
        return JsonNode.Parse(figure)!;
    }

    private static string?[] Strings(JsonNode array) => [.. array.AsArray().Select(item => (string?)item)];

    private static double[] Numbers(JsonNode array) => [.. array.AsArray().Select(item => (double)item!)];
}
