using System.Diagnostics;
using TweetPipeline;

// A thousand pictures as a network sees them: 128 numbers each, the same ones in each run.
const int Rows = 1000, Width = 128;
var random = new Random(1);
var table = new float[Rows * Width];
for (var i = 0; i < table.Length; i++)
{
    table[i] = random.NextSingle() - 0.5f;
}

var query = table.AsSpan(640 * Width, Width);
Console.WriteLine($"a picture and itself: {Vectors.Similarity(query, query):0.00}");
var start = Stopwatch.GetTimestamp();
var nearest = Vectors.Nearest(query, table);
Console.WriteLine($"most alike of {Rows}: picture {nearest}, found in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.00} ms");
