using Frugal.Data;
using Frugal.Imaging;
using Frugal.Measuring;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(7, "Visual search")]
[Points(12)]
[Hint("Vector.Widen makes shorts of sbytes, and ints of shorts. Keep the k best in a small sorted array.")]
public class VisualSearchTests : TaskFixture
{
    protected override Limits Limits => new() { Memory = ByteSize.Parse("2 GB") };

    [Test, Points(2)]
    public void Features_become_vectors_of_one_length()
    {
        float[] features = [.. Enumerable.Range(0, 320).Select(_ => Unseen.NextSingle() * 8 - 1)];
        var expected = ReferenceShop.Codes(features);
        var codes = Student.Call(SearchProbes.Embed, features);

        Assert.That(codes, Has.Length.EqualTo(features.Length));
        Assert.That(codes.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1), "the largest difference of a number");
        Assert.That(Student.Call(SearchProbes.Embed, new float[7]), Is.All.Zero, "features that are all zero");
    }

    [Test, Points(2)]
    public void The_nearest_come_first() => Compare(count: 500, dimensions: 320, k: 10);

    [Test, Hidden, Points(3)]
    public void Every_width_every_k_and_the_largest_numbers_are_right()
    {
        Compare(count: 64, dimensions: 33, k: 1);
        Compare(count: 64, dimensions: 7, k: 100);
        Compare(count: 200, dimensions: 1000, k: 200);
    }

    [Test, Hidden, Points(2)]
    [Requires(1, nameof(PreprocessingTests.A_file_gives_the_same_values_as_its_pixels)), Requires(2, nameof(LoadOnceTests.Fifty_callers_at_once_open_one_model))]
    public async Task The_shop_finds_articles_that_look_like_the_picture()
    {
        using var shop = Shop.Open(Student, Scratch, ReferenceShop.Instance.CopyTo(Scratch));
        using var encoder = ImageClassifier.Open(ReferenceShop.Instance.EncoderFile("int8"));
        var articles = (DatasetSubset)Splits.Sample(Datasets.Open("garments", "train"), ReferenceShop.Articles, seed: 1);
        var wanted = Unseen.Next(articles.Count);
        var file = articles.Image(wanted).ToPng();
        var answer = await shop.PostAsync("/api/similar?k=5", file, "image/png");

        var found = answer["articles"].EnumerateArray().ToArray();
        Assert.That(found, Has.Length.EqualTo(5));
        Assert.That(answer.Number("searched"), Is.EqualTo(ReferenceShop.Articles), "searched");
        Assert.That(found[0].GetProperty("id").ToString(), Is.EqualTo($"a{articles.PlaceOf(wanted)}"), "the article whose own picture is sent");
        var query = ReferenceShop.Codes(encoder.Logits(ReferenceShop.Preparation.Apply(Photo.Decode(file)), 1));
        var similarities = Enumerable.Range(0, articles.Count)
            .Select(i => ReferenceShop.Codes(encoder.Logits(ReferenceShop.Preparation.Apply(articles.Image(i)), 1)).Zip(query, (a, b) => a * b).Sum() / 16129.0)
            .OrderDescending().ToArray();
        for (var i = 0; i < found.Length; i++)
        {
            Assert.That(found[i].GetProperty("similarity").GetDouble(), Is.EqualTo(similarities[i]).Within(0.03), $"similarity of article {i + 1}");
        }
    }

    [Test, Points(3), LatencyBudget(AtLeast = 4.0, TooSlow = 1.0, FasterThan = "a plain loop")]
    public void A_search_takes_at_most_half_of_a_plain_loops_time()
    {
        const int Count = 20_000, Dimensions = 320;
        var table = new SearchTable(Vectors.Draw(Unseen, Count * Dimensions), Dimensions);
        using var reference = StudentProcess.Start(Limits, Scratch);
        Student.Call(SearchProbes.Load, table);
        reference.Call(Vectors.Load, table);

        Judge.SpeedUp(new TimedCalls<SearchRequest, Found[][]>
        {
            Batch = queries => new SearchRequest(Vectors.Draw(Unseen, queries * Dimensions), Dimensions, 10),
            Subject = search => Student.Call(SearchProbes.Nearest, search),
            Reference = search => reference.Call(Vectors.NearestByPlainLoop, search),
            SubjectTime = Student.ProcessorTime,
            ReferenceTime = reference.ProcessorTime,
            Check = (_, answer, expected) => Check(answer, expected),
        });
    }

    private void Compare(int count, int dimensions, int k)
    {
        const int Queries = 5;
        var table = Vectors.Draw(Unseen, count * dimensions);
        var search = new SearchRequest(Vectors.Draw(Unseen, Queries * dimensions), dimensions, k);
        Student.Call(SearchProbes.Load, new SearchTable(table, dimensions));

        Check(Student.Call(SearchProbes.Nearest, search), Vectors.Nearest(table, search));
    }

    private static void Check(Found[][] answer, Found[][] expected)
    {
        Assert.That(answer.Select(hits => hits.Select(hit => hit.Index)), Is.EqualTo(expected.Select(hits => hits.Select(hit => hit.Index))), "the places of the nearest vectors");
        Assert.That(answer.SelectMany(hits => hits).Zip(expected.SelectMany(hits => hits), (a, b) => Math.Abs(a.Similarity - b.Similarity)).DefaultIfEmpty().Max(), Is.LessThan(1e-4f), "similarities");
    }
}
