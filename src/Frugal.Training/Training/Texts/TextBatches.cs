using Frugal.Data;

namespace Frugal.Training;

/// <summary>Deals the texts of several tasks into batches: each of one task and of texts of similar length, so that little is padding.</summary>
internal static class TextBatches
{
    private const int Neighbours = 16;   // batches whose texts are sorted by length together

    /// <summary>The batches of an epoch: every text once, in an order that only the seed and the epoch determine.</summary>
    public static IReadOnlyList<(int Task, int[] Texts)> Of(IReadOnlyList<TextTask> tasks, int size, long seed, int epoch)
    {
        var random = new SplitMix64(seed, epoch);
        var batches = new List<(int, int[])>();
        for (var task = 0; task < tasks.Count; task++)
        {
            var texts = tasks[task].Train.Texts;
            var places = Enumerable.Range(0, texts.Count).ToArray();
            random.Shuffle<int>(places);
            foreach (var group in places.Chunk(size * Neighbours))
            {
                batches.AddRange(group.OrderBy(place => texts[place].Length).Chunk(size).Select(batch => (task, batch)));
            }
        }

        var all = batches.ToArray();
        random.Shuffle<(int, int[])>(all);
        return all;
    }
}
