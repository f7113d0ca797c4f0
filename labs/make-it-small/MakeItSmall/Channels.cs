using MakeItSmall.Kit;

namespace MakeItSmall;

/// <summary>
/// Task 6: which channels matter least, and two layers rewritten without them (notebook 04, sections 5 and 6). Filter c of the first layer makes channel c, and
/// slice c of every filter of the second layer reads it. Nothing else may read it.
/// </summary>
public static class Channels
{
    /// <summary>The saliency of each output channel: the sum of the magnitudes of its filter's weights (the L1 norm); the bias does not count.</summary>
    /// <returns>One number for each output channel of the layer.</returns>
    public static float[] Saliency(Convolution layer)
    {
        throw new NotImplementedException("Task 6 - the size of each filter. Hint: a filter's weights lie together, Inputs * Kernel of them.");
    }

    /// <summary>The channels to keep: the <paramref name="count"/> with the largest saliency, their indices in rising order. Of equal channels, those with the smaller index stay.</summary>
    public static int[] Keep(float[] saliency, int count)
    {
        throw new NotImplementedException("Task 6 - the most important channels, in order. Hint: OrderByDescending keeps the order of equal ones.");
    }

    /// <summary>
    /// Both layers without the other channels: the first has the filters <paramref name="keep"/> and their biases, in this order; each filter of the second
    /// has those input slices, in this order, and its bias as before.
    /// </summary>
    /// <param name="first">The layer whose output channels are removed.</param>
    /// <param name="second">The layer that reads them: it has as many inputs as the first has outputs.</param>
    /// <param name="keep">The channels that stay.</param>
    /// <returns>New layers; the arguments are not changed.</returns>
    public static (Convolution First, Convolution Second) Remove(Convolution first, Convolution second, int[] keep)
    {
        throw new NotImplementedException("Task 6 - both layers without the channels. Hint: the first loses whole filters, the second one slice of each filter; index_select(0, ...) and index_select(1, ...) in the notebook.");
    }
}
