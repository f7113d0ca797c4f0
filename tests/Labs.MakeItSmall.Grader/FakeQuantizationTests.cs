using System.Text.Json;
using Labs.MakeItSmall.Grader.Probes;

namespace Labs.MakeItSmall.Grader;

[Task(5, "Training through the rounding")]
[Points(10)]
[Hint("Notebook 03, sections 1 and 2: forward it rounds, backward it lets the gradient straight through where the grid has not ended.")]
public class FakeQuantizationTests : SmallFixture
{
    private const double Tolerance = 1e-5;

    protected override string[] Ready => ["Frugal.Quantization."];

    [Test, Points(2)]
    public void Forward_gives_the_numbers_that_the_integers_will_represent()
    {
        foreach (var golden in Golden.Of("fake").EnumerateArray())
        {
            var (request, grid) = Read(golden);
            Say.Near(Ask(FakeProbes.Forward, request), golden.Floats("y"), Tolerance, $"FakeQuantization.Forward on the grid {Told(grid)}", i => $"x = {Say.Text(request.X[i])}", "quantise and dequantise: round, add the zero point, clamp, subtract it, multiply");
        }
    }

    [Test, Points(2)]
    public void Backward_lets_the_gradient_through_where_the_grid_has_not_ended() => Backward(inside: true);

    [Test, Points(2)]
    public void Backward_stops_the_gradient_beyond_both_ends_of_the_grid() => Backward(inside: false);

    [Test, Points(1)]
    public void The_lowest_and_the_highest_integer_still_belong_to_the_grid()
    {
        var grid = new GridNumbers(0.5f, 2, 0, 7);
        float[] x = [-1, -1.2f, -1.3f, 2.5f, 2.7f, 2.8f];   // the integers 0, 0, -1, 7, 7, 8 before clamping
        Say.Near(Ask(FakeProbes.Backward, new FakeRequest(x, [1, 2, 3, 4, 5, 6], grid)), [1, 2, 0, 4, 5, 0], 0, $"FakeQuantization.Backward on the grid {Told(grid)}", i => $"x = {Say.Text(x[i])}", "the comparison: the integer after rounding, with Lowest and Highest included");
    }

    [Test, Hidden, Points(3)]
    public void The_last_layer_of_a_trained_network_wins_back_with_it_what_three_levels_had_cost()
    {
        var lesson = Lesson.Draw(Unseen);
        var grid = new GridNumbers(lesson.Weight.Average(Math.Abs) * 5, 0, -1, 1);
        var before = lesson.Right(lesson.Weight, lesson.Bias);
        var rounded = lesson.Right(Lesson.OnGrid(lesson.Weight, grid), lesson.Bias);
        var trained = Ask(FakeProbes.Train, new TrainingRequest(Packed.Of(lesson.Features), lesson.Labels, Packed.Of(lesson.Weight), lesson.Bias, grid, Epochs: 60, Rate: 0.02)).Numbers();
        Say.Length(trained.Length, lesson.Weight.Length + lesson.Bias.Length, "the trained layer");
        var mine = lesson.Right(Lesson.OnGrid(trained[..lesson.Weight.Length], grid), trained[lesson.Weight.Length..]);

        var (weight, bias) = (lesson.Weight.ToArray(), lesson.Bias.ToArray());
        LastLayer.Train(lesson.Features, weight, bias, lesson.Labels.Length, 60, 0.02, w => Lesson.OnGrid(w, grid),
            (w, g) => [.. g.Select((one, i) => Math.Abs(MathF.Round(w[i] / grid.Scale)) <= 1 ? one : 0)], logits => LastLayer.CrossEntropyGradient(logits, lesson.Labels));
        var worked = lesson.Right(Lesson.OnGrid(weight, grid), bias);
        Record("accuracy_float32", new Figure(100 * before, "%"));
        Record("accuracy_rounded", new Figure(100 * rounded, "%"));
        Record("accuracy_trained", new Figure(100 * mine, "%", Reference: 100 * worked));
        Say.That(mine >= worked - 0.02, "the share of right answers with three levels for each weight, after training", $"at least {worked - 0.02:0.000} ({rounded:0.000} without training)", $"{mine:0.000}", "both ends of the grid, and the gradient inside");
    }

    private void Backward(bool inside)
    {
        foreach (var golden in Golden.Of("fake").EnumerateArray())
        {
            var (request, grid) = Read(golden);
            var (got, passed) = (Ask(FakeProbes.Backward, request), golden.Floats("passed"));
            Say.Length(got?.Length, passed.Length, "FakeQuantization.Backward");
            int[] chosen = [.. Enumerable.Range(0, passed.Length).Where(i => passed[i] != 0 == inside)];
            Say.Near([.. chosen.Select(i => got![i])], [.. chosen.Select(i => passed[i])], 0, $"FakeQuantization.Backward on the grid {Told(grid)}", i => $"x = {Say.Text(request.X[chosen[i]])} with the gradient {Say.Text(request.Gradient[chosen[i]])}",
                inside ? "what passes inside the grid: the gradient as it is, not multiplied by the scale" : "what passes beyond the ends: nothing, because there a larger or smaller x changes nothing");
        }
    }

    private static (FakeRequest Request, GridNumbers Grid) Read(JsonElement golden)
    {
        var grid = new GridNumbers(golden.Float("scale"), golden.Integer("zero"), golden.Integer("lowest"), golden.Integer("highest"));
        return (new(golden.Floats("x"), golden.Floats("gradient"), grid), grid);
    }

    private static string Told(GridNumbers grid) => $"from {grid.Lowest} to {grid.Highest}, scale {Say.Text(grid.Scale)}, zero point {grid.Zero}";
}
