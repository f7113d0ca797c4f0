using Frugal.Distillation;
using Frugal.Training;

namespace Frugal.Benchmarks.Compression;

/// <summary>A small network that learned from the labels, and the same one that learned from the baseline, in several ways.</summary>
internal sealed class DistilledForms(Workshop workshop, TrainedNetworks networks)
{
    public const string Taught = "student, taught", Alone = "student, alone";

    /// <summary>What is learned beside the baseline's probabilities. The weights are the papers', attention's for a map of 12x12.</summary>
    private static readonly (string Name, DistillationOptions Options)[] Ways =
    [
        ("hints", new DistillationOptions { Hints = 1 }),
        ("attention", new DistillationOptions { Attention = 1000.0 / 144 }),
        ("relations", new DistillationOptions { RelationalDistance = 25, RelationalAngle = 50 }),
    ];

    public IEnumerable<Form> All()
    {
        foreach (var seed in TrainedNetworks.Seeds)
        {
            foreach (var taught in new[] { false, true })
            {
                yield return Save($"{(taught ? Taught : Alone)}, seed {seed}", networks.Student(taught, seed));
            }
        }

        foreach (var (name, options) in Ways)
        {
            yield return Save($"student, with {name}", networks.Student(name, options));
        }

        yield return Save("student, by itself once more", networks.BornAgain()) with { Epochs = 2 * workshop.Epochs };
        yield return Save("student, by an assistant (50% of the channels)", networks.Assisted()) with { Epochs = 2 * workshop.Epochs };
    }

    private Form Save(string name, TrainingResult student)
    {
        using (student)
        {
            return new Form(name, workshop.Export(student.Network, Names.File(name))) { Epochs = workshop.Epochs };
        }
    }
}
