using Frugal.Architectures;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Search;

namespace Frugal.Training.Tests.Search;

[Category("Slow")]
public class LatencyTableTests
{
    private const int Size = 64;

    private static readonly MobileNetSpace Space = new()
    {
        Stems = [16, 64], Stages = [new([16, 48], [1], [1]), new([32, 96], [2, 6], [1, 3]) { Kernels = [3, 7] }], Heads = [64, 256],
    };

    [Test]
    public void The_table_holds_every_part_of_every_network()
    {
        var table = LatencyTable.Measure(Space, Size, LatencyTable.DefaultTiming with { Rounds = 1 });

        var all = Enumerable.Range(0, (int)Space.Count).Select(number => Candidate.Of(Space.Alternatives.Select(count =>
        {
            var choice = number % count;
            number /= count;
            return choice;
        }).ToArray())).ToArray();
        var parts = all.SelectMany(candidate => NetworkPart.Of(Space.Options(candidate), Size)).Select(part => part.ToString()).Distinct();
        Assert.That(all, Is.Unique);
        Assert.That(table.Parts.Keys, Is.EquivalentTo(parts));
        Assert.That(table.Parts.Keys, Does.Contain("block 16-32-32, 7x7 on 16x16, stride 2").And.Contain("block 96-576-96, 3x3 on 8x8"));
        Assert.That(all.Select(candidate => table.Predict(candidate).Value), Has.All.GreaterThan(0));
    }

    [Test]
    public void The_table_ranks_networks_as_measuring_them_does()
    {
        var candidates = new[] { Space.Smallest, Candidate.Of(0, 1, 0, 0, 0, 0, 1, 0, 0, 0), Candidate.Of(1, 0, 0, 0, 0, 1, 0, 1, 1, 1), Space.Largest };
        var table = LatencyTable.Measure(Space, Size);

        var measured = Measured(candidates);

        var predicted = candidates.Select(candidate => table.Predict(candidate).Value).ToArray();
        var apart = 0;
        for (var i = 0; i < candidates.Length; i++)
        {
            for (var j = 0; j < candidates.Length; j++)
            {
                if (predicted[j] > 2 * predicted[i])
                {
                    apart++;
                    Assert.That(measured[j], Is.GreaterThan(measured[i]), $"{candidates[j]} is said to take {predicted[j] / predicted[i]:0.0} times as long as {candidates[i]}");
                }
            }
        }

        Assert.That(apart, Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public void A_candidate_of_another_space_and_pictures_without_pixels_are_refused()
    {
        Assert.That(() => LatencyTable.Measure(Space, 0), Throws.TypeOf<FrugalException>().With.Message.Contains("size is 0"));
        Assert.That(() => LatencyTable.Measure(Space with { Heads = [] }, Size), Throws.TypeOf<FrugalException>().With.Message.Contains("Heads"));
    }

    private static double[] Measured(Candidate[] candidates)
    {
        using var folder = new TemporaryFolder();
        var models = candidates.Select((candidate, at) =>
        {
            using var network = new MobileNet(Space.Options(candidate));
            var model = OnnxExporter.Export(network, [3, Size, Size]);
            FoldBatchNorm.Apply(model);
            model.Save(folder[$"{at}.onnx"]);
            return LoadedModel.Load(folder[$"{at}.onnx"], new ModelRunOptions());
        }).ToArray();
        var times = new InterleavedTimer(LatencyTable.DefaultTiming).Measure([.. models.Select(model => (Action)model.Run)]);
        Array.ForEach(models, model => model.Dispose());
        return [.. times.Select(time => time.P50.Value)];
    }
}
