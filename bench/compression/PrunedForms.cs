using Frugal.Architectures;
using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Pruning;

namespace Frugal.Benchmarks.Compression;

/// <summary>The baseline with fewer weights or channels.</summary>
internal sealed class PrunedForms(Workshop workshop, TrainedNetworks networks)
{
    private const int GradientBatches = 8;

    /// <summary>Half of the weights at 0, nothing trained afterwards, by every saliency; and those that were removed while training.</summary>
    public IEnumerable<Form> Masks()
    {
        var half = new MaskOptions { Sparsity = 0.5 };
        yield return Mask("50% by magnitude, each layer alike", WeightScores.Magnitude, half);
        yield return Mask("50% by magnitude, over all layers", WeightScores.Magnitude, half with { Scope = PruningScope.Global });
        yield return Mask("50% by Taylor saliency, over all layers", network => WeightScores.Taylor(network, Gradients()), half with { Scope = PruningScope.Global });
        yield return Mask("2:4 by magnitude", WeightScores.Magnitude, new MaskOptions { Pattern = NmPattern.TwoOfFour, Keep = ["stem.convolution"] });   // a picture has 3 channels
        using var sparse = networks.Sparse();
        yield return Save($"{Percent(TrainedNetworks.Sparsity)} removed while training", sparse.Network) with { Epochs = workshop.Epochs };
        using var moved = networks.Moved();
        yield return Save($"{Percent(TrainedNetworks.Sparsity)} removed while training, by movement", moved.Network) with { Epochs = workshop.Epochs };
        foreach (var form in new QuantizedForms(workshop, workshop.ToOnnx(moved.Network, "sparse-by-movement")).FourBits($"{Percent(TrainedNetworks.Sparsity)} removed by movement, ", workshop.Epochs))
        {
            yield return form;
        }

        using var ticket = networks.Ticket();
        yield return Save($"student, alone, a winning ticket of {Percent(1 - TrainedNetworks.TicketSparsity)} of its weights", ticket.Network) with { Epochs = workshop.Epochs };
    }

    private Form Mask(string name, Func<Architecture, WeightScores> scores, MaskOptions options)
    {
        using var network = workshop.Library.Open(Workshop.Baseline);
        using var masks = WeightMasks.Choose(network, scores(network), options);
        masks.Apply(network);
        return Save(name, network);
    }

    /// <summary>A quarter of the channels gone by every criterion, nothing trained afterwards; and half of them, trained, in fewer bits too.</summary>
    public IEnumerable<Form> Channels()
    {
        foreach (var (name, scores) in new (string, Func<ChannelGraph, ChannelScores>)[]
        {
            ("L1 of the filters", graph => ChannelScores.Of(graph, ChannelCriterion.FilterL1)),
            ("L2 of the group", graph => ChannelScores.Of(graph, ChannelCriterion.GroupL2)),
            ("scale of the normalisation", graph => ChannelScores.Of(graph, ChannelCriterion.NormalizationScale)),
            ("Taylor saliency", graph => ChannelScores.Taylor(graph, Gradients())),
        })
        {
            using var whole = workshop.Library.Open(Workshop.Baseline);
            var graph = ChannelGraph.Of(whole);
            using var smaller = graph.Remove(ChannelPlan.Choose(graph, scores(graph), new ChannelPruningOptions { Ratio = 0.25 }));
            yield return Save($"25% by {name}, not trained afterwards", smaller);
        }

        using var halved = networks.HalfOfTheChannels();
        yield return new Form("50%, fine-tuned", workshop.Export(halved.Network, "half-of-the-channels")) { Epochs = workshop.Epochs };
        var quantized = new QuantizedForms(workshop, workshop.ToOnnx(halved.Network, "half-of-the-channels"));
        yield return new Form("50%, fine-tuned, int8", workshop.Make("half-of-the-channels-int8.onnx", file => quantized.Int8().Save(file))) { Epochs = workshop.Epochs };
        foreach (var form in quantized.FourBits("50% of the channels, ", workshop.Epochs))
        {
            yield return form;
        }
    }

    /// <summary>Weights shared and coded, as they are and sparse.</summary>
    public IEnumerable<Form> Storage()
    {
        using var whole = workshop.Library.Open(Workshop.Baseline);
        yield return Compress("weights shared by k-means, Huffman code", whole);
        using var sparse = networks.Sparse();
        yield return Compress($"{Percent(TrainedNetworks.Sparsity)} removed, shared, Huffman code (Deep Compression)", sparse.Network) with { Epochs = workshop.Epochs };
    }

    /// <summary>What is read again is timed and judged; what is stored is weighed.</summary>
    private Form Compress(string name, Architecture network)
    {
        var stored = workshop.Make(Names.File(name) + ".fdc", file => DeepCompression.Compress(network).Save(file));
        using var again = workshop.Library.Open(Workshop.Baseline);
        CompressedWeights.Load(stored).Restore(again);
        return Save(name, again) with { Stored = stored };
    }

    /// <summary>
    /// Half of the channels, three quarters of the weights that are left, taught by the ResNet-18, packed: in 8 bits, and in 4 bits rounded by AdaRound. A zero is on the grid, so that rounding
    /// leaves it.
    /// </summary>
    public IEnumerable<Form> Everything()
    {
        using var small = networks.SmallAndSparse();
        var quantized = new QuantizedForms(workshop, workshop.ToOnnx(small.Network, "all-together"));
        var removed = $"50% of the channels and {Percent(TrainedNetworks.SmallSparsity)} of their weights removed, taught";
        yield return Packed($"{removed}, int8, packed", "all-together-int8.onnx.br", quantized.Int8);
        yield return Packed($"{removed}, int4 weights, packed", "all-together.onnx.br", quantized.RoundedInt4);
    }

    private Form Packed(string name, string file, Func<OnnxModel> make) => new(name, workshop.Make(file, path => make().Save(path))) { Epochs = 2 * workshop.Epochs };

    private static string Percent(double share) => FormattableString.Invariant($"{100 * share:0}%");

    private GradientPass Gradients()
    {
        var recipe = Recipes.Named(Workshop.Baseline);
        return new GradientPass(ImageLoader.Create(Datasets.Open(recipe.Dataset), new LoaderOptions { Shuffle = true, DropLast = true, Preprocessing = recipe.Preprocessing }), GradientBatches);
    }

    private Form Save(string name, Architecture network) => new(name, workshop.Export(network, Names.File(name)));
}
