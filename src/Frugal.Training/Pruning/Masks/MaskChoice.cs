namespace Frugal.Pruning;

/// <summary>Builds masks from scores; true means that the weight is kept.</summary>
internal static class MaskChoice
{
    /// <summary>Keeps all but the lowest share <paramref name="sparsity"/> of <paramref name="scores"/>.</summary>
    public static bool[] Lowest(float[] scores, double sparsity)
    {
        var stays = new bool[scores.Length];
        Array.Fill(stays, true);
        foreach (var place in Order(scores).Take(Removed(scores.Length, sparsity)))
        {
            stays[place] = false;
        }

        return stays;
    }

    /// <summary>Keeps all but the lowest share <paramref name="sparsity"/> of all scores together.</summary>
    public static Dictionary<string, bool[]> LowestOfAll(IReadOnlyDictionary<string, float[]> scores, double sparsity)
    {
        var whole = Lowest([.. scores.Values.SelectMany(values => values)], sparsity);
        var masks = new Dictionary<string, bool[]>();
        var start = 0;
        foreach (var (name, values) in scores)
        {
            masks[name] = whole[start..(start + values.Length)];
            start += values.Length;
            if (!masks[name].Contains(true))
            {
                throw PruningErrors.EmptiedLayer(name, sparsity);
            }
        }

        return masks;
    }

    /// <summary>Keeps the highest scores of every block along axis 1 of a row-major tensor (out, in, ...).</summary>
    public static bool[] Pattern(string name, float[] scores, long[] shape, NmPattern pattern)
    {
        if (shape[1] % pattern.Block != 0)
        {
            throw PruningErrors.NotDivisible(name, shape[1], pattern.Block);
        }

        var stays = new bool[scores.Length];
        var inner = (int)(scores.Length / (shape[0] * shape[1]));   // kernel positions: the stride between two input channels
        for (var row = 0; row < shape[0]; row++)
        {
            for (var first = 0; first < shape[1]; first += pattern.Block)
            {
                for (var k = 0; k < inner; k++)
                {
                    var places = Enumerable.Range(first, pattern.Block).Select(channel => (int)((row * shape[1] + channel) * inner) + k);
                    foreach (var place in places.OrderByDescending(place => scores[place]).Take(pattern.Kept))
                    {
                        stays[place] = true;
                    }
                }
            }
        }

        return stays;
    }

    private static int Removed(int count, double sparsity) => (int)Math.Round(count * sparsity, MidpointRounding.AwayFromZero);

    private static int[] Order(float[] scores)
    {
        var places = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort((float[])scores.Clone(), places);
        return places;
    }
}
