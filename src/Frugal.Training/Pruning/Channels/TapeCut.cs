using Frugal.Architectures;

namespace Frugal.Pruning;

/// <summary>Adapts the steps that select channels to the remaining channels. Modules need no change: their weights define their shape.</summary>
internal static class TapeCut
{
    /// <summary>The steps for fewer channels, with as many values as before.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="stays">For each value, by its index, which of its channels are kept.</param>
    /// <exception cref="FrugalException">A value would lose all its channels.</exception>
    public static IReadOnlyList<TapeStep> Of(IReadOnlyList<TapeStep> steps, IReadOnlyList<bool[]> stays)
    {
        var (cut, place, layer) = (new List<TapeStep>(), 0, "the picture");
        foreach (var step in steps)
        {
            layer = step is ModuleStep module ? module.Name : layer;
            cut.AddRange(Of(step, stays, place + 1));
            for (var made = step is SplitStep ? 2 : 1; made > 0; made--)
            {
                if (!stays[++place].Contains(true))
                {
                    throw PruningErrors.NothingStays(layer);
                }
            }
        }

        return cut;
    }

    private static IEnumerable<TapeStep> Of(TapeStep step, IReadOnlyList<bool[]> stays, int place) => step switch
    {
        SplitStep split when Left(stays[place]) != Left(stays[place + 1]) => Apart(split.Input, Left(stays[place]), Left(stays[place + 1])),
        ShuffleStep shuffle when stays[shuffle.Input].Contains(false) => [Chosen(shuffle.Input, ChannelOrder.Dealt(shuffle.Channels, shuffle.Groups), stays)],
        SelectStep select => [Chosen(select.Input, select.Channels, stays)],
        _ => [step],
    };

    /// <summary>Two parts with different numbers of channels, instead of two halves.</summary>
    private static IEnumerable<TapeStep> Apart(int input, int first, int second) =>
        [new SelectStep(input, [.. Enumerable.Range(0, first)]), new SelectStep(input, [.. Enumerable.Range(first, second)])];

    /// <summary>The kept channels among <paramref name="channels"/>, by their new indices.</summary>
    private static SelectStep Chosen(int input, IReadOnlyList<int> channels, IReadOnlyList<bool[]> stays) =>
        new(input, [.. channels.Where(channel => stays[input][channel]).Select(channel => Left(stays[input][..channel]))]);

    private static int Left(bool[] stays) => stays.Count(stay => stay);
}
