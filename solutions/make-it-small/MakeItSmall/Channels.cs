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
#if SOLUTION
        var each = layer.Inputs * layer.Kernel;
        return [.. Enumerable.Range(0, layer.Outputs).Select(c => (float)layer.Weight.Skip(c * each).Take(each).Sum(w => (double)Math.Abs(w)))];
#else
        throw new NotImplementedException("Task 6 - the size of each filter. Hint: a filter's weights lie together, Inputs * Kernel of them.");
#endif
    }

    /// <summary>The channels to keep: the <paramref name="count"/> with the largest saliency, their indices in rising order. Of equal channels, those with the smaller index stay.</summary>
    public static int[] Keep(float[] saliency, int count)
    {
#if SOLUTION
        return [.. Enumerable.Range(0, saliency.Length).OrderByDescending(c => saliency[c]).Take(count).Order()];
#else
        throw new NotImplementedException("Task 6 - the most important channels, in order. Hint: OrderByDescending keeps the order of equal ones.");
#endif
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
#if SOLUTION
        var each = first.Inputs * first.Kernel;
        float[] filters = [.. keep.SelectMany(c => first.Weight[(c * each)..((c + 1) * each)])];
        float[] slices =
        [
            .. Enumerable.Range(0, second.Outputs).SelectMany(o => keep.SelectMany(c => second.Weight.Skip((o * second.Inputs + c) * second.Kernel).Take(second.Kernel))),
        ];
        return (new Convolution(keep.Length, first.Inputs, first.Kernel, filters, [.. keep.Select(c => first.Bias[c])]),
            new Convolution(second.Outputs, keep.Length, second.Kernel, slices, [.. second.Bias]));
#else
        throw new NotImplementedException("Task 6 - both layers without the channels. Hint: the first loses whole filters, the second one slice of each filter; index_select(0, ...) and index_select(1, ...) in the notebook.");
#endif
    }
}
