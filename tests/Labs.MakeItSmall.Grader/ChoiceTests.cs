using Labs.MakeItSmall.Grader.Probes;

namespace Labs.MakeItSmall.Grader;

[Task(9, "A model for a server")]
[Points(4)]
[Hint("Notebook 12, section 7: only the models on the front are worth keeping. Notebook 07: ignore differences below the error.")]
public class ChoiceTests : SmallFixture
{
    protected override string[] Ready => ["Frugal.Measuring.ParetoFront"];

    [Test, Points(1)]
    public void The_front_has_all_models_that_no_other_one_dominates()
    {
        ModelFigures[] models = [.. Enumerable.Range(0, 40).Select(i => Draw($"model {i}"))];
        foreach (var vnni in new[] { true, false })
        {
            Say.Same(Ask(ChoiceProbes.Front, new FrontRequest(models, vnni)), Front(models, vnni), $"Choice.Front of 40 models, times {(vnni ? "with" : "without")} VNNI", i => $"model number {i} of the front",
                "all three figures, and the times of the processor that is asked for");
        }
    }

    [Test, Points(1)]
    public void Equal_models_stay_and_one_that_is_worse_in_a_single_figure_goes()
    {
        ModelFigures[] models =
        [
            new("a", 100, 1, 2, 0.9), new("the same as a", 100, 1, 2, 0.9), new("slower than a", 100, 1.5, 2.5, 0.9), new("larger than a", 101, 1, 2, 0.9),
            new("less accurate than a", 100, 1, 2, 0.8), new("smaller and less accurate", 50, 1, 2, 0.8), new("faster and larger", 300, 0.5, 1, 0.9),
        ];
        string[] front = ["a", "the same as a", "smaller and less accurate", "faster and larger"];
        var got = Ask(ChoiceProbes.Front, new FrontRequest(models, true)) ?? [];
        Say.That(got.SequenceEqual(front), "Choice.Front of seven models: a, the same as a, and five that differ from a in one or two figures", Say.Few(front), got.Length == 0 ? "no model" : Say.Few(got),
            "the definition: no worse in all three figures and better in at least one; equal models do not dominate each other");
    }

    [Test, Points(1)]
    public void The_cores_of_a_server_keep_up_at_70_percent_of_their_time()
    {
        // Two cores give 0.7 * 2 * 1000 / 4 = 350 requests per second to a model of 4 ms.
        ModelFigures[] models = [new("slow", 1000, 4, 8, 0.9), new("fast", 900, 1, 2, 0.6), new("huge", 5000, 1, 1, 0.99)];
        ChoiceRequest request = new(models, MostBytes: 1000, RequestsPerSecond: 350, Cores: 2, Vnni: true, Pictures: 1000);
        (ChoiceRequest Request, string Expected)[] cases =
        [
            (request, "slow"), (request with { RequestsPerSecond = 351 }, "fast"), (request with { Vnni = false }, "fast"), (request with { MostBytes = 999 }, "fast"),
            (request with { RequestsPerSecond = 5000 }, "none"), (request with { MostBytes = 10 }, "none"), (request with { Cores = 4, RequestsPerSecond = 700 }, "slow"), (request with { MostBytes = 5000 }, "huge"),
        ];
        foreach (var (asked, expected) in cases)
        {
            Say.Same([Ask(ChoiceProbes.Choose, asked)], [expected], $"Choice.For {asked.RequestsPerSecond} requests per second, {asked.Cores} cores {(asked.Vnni ? "with" : "without")} VNNI, at most {asked.MostBytes} bytes; slow has 4 ms (8 without VNNI) and 1000 bytes, fast 1 ms (2) and 900, huge 1 ms and 5000",
                _ => "the model", "0.7 * Cores * 1000 / milliseconds, the time of the server's own processor, and <= for both limits");
        }
    }

    [Test, Hidden, Points(1)]
    public void Accuracies_within_one_standard_error_count_as_equal_and_the_smallest_file_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            ModelFigures[] models = [.. Enumerable.Range(0, 12).Select(i => Draw($"model {i}") with { Accuracy = 0.9 + 0.05 * Unseen.NextDouble() })];
            var request = new ChoiceRequest(models, Unseen.Next(500, 1000), Unseen.Next(50, 400), Unseen.Next(1, 5), Unseen.Next(2) == 0, Unseen.Next(200, 2000));
            Say.Same([Ask(ChoiceProbes.Choose, request)], [Choose(request)], "Choice.For", _ => "the model", "the standard error of the best accuracy among those that fit");
        }
    }

    private ModelFigures Draw(string name)
    {
        var quick = 0.5 + 6 * Unseen.NextDouble();
        return new(name, Unseen.Next(100, 1000), quick, quick * (1 + Unseen.NextDouble()), 0.6 + 0.39 * Unseen.NextDouble());
    }

    private static string[] Front(ModelFigures[] models, bool vnni)
    {
        double[] Costs(ModelFigures one) => [one.Bytes, vnni ? one.WithVnni : one.WithoutVnni, -one.Accuracy];
        bool Dominates(ModelFigures a, ModelFigures b) => Costs(a).Zip(Costs(b)).All(pair => pair.First <= pair.Second) && !Costs(a).SequenceEqual(Costs(b));
        return [.. models.Where(one => !models.Any(other => Dominates(other, one))).Select(one => one.Name)];
    }

    private static string Choose(ChoiceRequest request)
    {
        var fitting = request.Models.Where(one => one.Bytes <= request.MostBytes && (request.Vnni ? one.WithVnni : one.WithoutVnni) <= 700.0 * request.Cores / request.RequestsPerSecond).ToArray();
        var best = fitting.Select(one => one.Accuracy).DefaultIfEmpty(0).Max();
        return fitting.Where(one => one.Accuracy >= best - Math.Sqrt(best * (1 - best) / request.Pictures)).MinBy(one => one.Bytes)?.Name ?? "none";
    }
}
