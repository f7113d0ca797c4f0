namespace Frugal.Benchmarks.Compression;

/// <summary>All that is measured, each section with the network that it is compared with.</summary>
internal sealed class Sections(Workshop workshop)
{
    private readonly TrainedNetworks networks = new(workshop);

    public IReadOnlyList<Section> All()
    {
        var pruned = new PrunedForms(workshop, networks);
        return
        [
            new Section(Goal.Way, () => [.. new ResNet18Forms(workshop, networks).All()]),
            OfTheBaseline("quantised", () => new QuantizedForms(workshop, workshop.OpenOnnx(Workshop.Baseline)).All()),
            OfTheBaseline("masked", pruned.Masks),
            OfTheBaseline("channels removed", pruned.Channels),
            OfTheBaseline("stored", pruned.Storage),
            OfTheBaseline("all together", pruned.Everything),
            OfTheBaseline("distilled", new DistilledForms(workshop, networks).All),
            OfTheBaseline("other architectures", new ArchitectureForms(workshop, networks).All),
            OfTheBaseline("searched", new SearchedForms(workshop, networks).All),
            new Section("tweets", () => [.. new TweetForms(workshop).All()]) { Tweets = true },
            new Section("text transformer", new TextForms(workshop).Transformer) { Texts = true },
            new Section("text BiLSTM", new TextForms(workshop).BiLstm) { Texts = true },
        ];
    }

    private Section OfTheBaseline(string name, Func<IEnumerable<Form>> forms) =>
        new(name, () => [new(Workshop.Baseline, workshop.Make(Workshop.Baseline + ".onnx", file => workshop.OpenOnnx(Workshop.Baseline).Save(file))), .. forms()]);
}
