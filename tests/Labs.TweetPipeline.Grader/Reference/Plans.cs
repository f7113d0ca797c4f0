namespace Labs.TweetPipeline.Grader;

/// <summary>The grader's own batches.</summary>
internal static class Plans
{
    public static int[][] Of(int[] lengths, int tokens, int texts)
    {
        var batches = new List<int[]>();
        var left = lengths.Select((length, place) => (length, place)).OrderByDescending(text => text.length).ThenBy(text => text.place).ToList();
        while (left.Count > 0)
        {
            var count = 1;
            while (count < left.Count && count < texts && (count + 1) * (long)left[0].length <= tokens)
            {
                count++;
            }

            batches.Add([.. left.Take(count).Select(text => text.place)]);
            left.RemoveRange(0, count);
        }

        return [.. batches];
    }
}
