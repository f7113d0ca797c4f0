namespace Frugal.Pruning;

/// <summary>Creates the exceptions of pruning.</summary>
internal static class PruningErrors
{
    public static FrugalException DoesNotFit(string name, long expected, long given) =>
        new($"'{name}' takes {expected} channels and is given {given}. Check the architecture's Apply.");

    public static FrugalException NotAlike(string layer, long left, long right) =>
        new($"'{layer}': behind it {left} channels are to be added to or weighed by {right}. Check the architecture's Apply.");

    public static FrugalException NoHalves(string layer, long channels) =>
        new($"'{layer}': the {channels} channels behind it cannot be split in halves. Give the layer an even number of channels.");

    public static FrugalException NotDealt(string layer, long given, (int Channels, int Groups) expected) =>
        new($"'{layer}': the {given} channels behind it cannot be shuffled as {expected.Channels} in {expected.Groups} runs. Check the architecture's Apply.");

    public static FrugalException NothingStays(string layer) =>
        new($"'{layer}': behind it no channel would be left for what follows. Lower the ratio, or leave the layer out by name.");

    public static FrugalException Unranked(string layer) =>
        new($"'{layer}': its channels have no normalisation to rank them by. Choose another criterion, or leave the layer out by name.");

    public static FrugalException NotFinite(string tensor) =>
        new($"'{tensor}' holds NaN or infinity, so nothing can be ranked by it. The weights are damaged: train or load them again.");

    public static FrugalException DeadLayer(string layer) =>
        new($"layer '{layer}' is dead: every weight of it is 0, so that no channel of it is better than another. Train the network again, or leave the layer out by name.");

    public static FrugalException EmptiedLayer(string layer, double sparsity) =>
        new(FormattableString.Invariant($"A global sparsity of {sparsity:0.####} leaves no weight in '{layer}', and the network would answer the same to every picture. Lower the sparsity or prune layer by layer."));

    public static FrugalException NothingToRemove(int multiple) =>
        new($"No channel can be removed: every group is as small as a multiple of {multiple} allows, or was left out by name. Lower Multiple or raise the ratio.");

    public static FrugalException UnknownLayer(string name, IEnumerable<string> known) =>
        new($"There is no layer '{name}' to leave alone. Choose from: {string.Join(", ", known)}.");

    public static FrugalException NotDivisible(string layer, long length, int size) =>
        new($"'{layer}': its rows of {length} weights do not divide into blocks of {size}. Leave the layer out by name or choose another pattern.");

    public static FrugalException NoGradient(string tensor) =>
        new($"'{tensor}' has no gradient, but this saliency is computed from gradients. Run forward and backward passes on some batches first.");

    public static FrugalException TooFewPictures(int count) =>
        new($"A saliency from {count} pictures says nothing about others: give at least 2, better 100 or more.");

    public static FrugalException OtherNetwork(string what) =>
        new($"{what}. It was made for another network: make it again from this one.");

    public static FrugalException NothingToPrune() =>
        new("The network has no convolution and no linear layer to prune. Check that it is the right one.");
}
