using Frugal.Data;
using Frugal.Imaging;
using Frugal.Measuring;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(8, "Visual search")]
[Points(10)]
public class VisualSearchTests : TaskFixture
{
    protected override Limits Limits => new() { Memory = ByteSize.Parse("2 GB") };

    [Test, Points(1.5), Hint("Divide by the length, multiply by Scale, round.")]
    public void Features_become_vectors_of_one_length()
    {
        float[] features = [.. Enumerable.Range(0, 320).Select(_ => Unseen.NextSingle() * 8 - 1)];
        var codes = Student.Call(SearchProbes.Embed, features);

        Expect.For("320 features from -1 to 7", "Embedding.From: the length is the root of the sum of squares").Near("number", Floats(codes), Floats(Array.ConvertAll(ReferenceShop.Codes(features), code => (int)code)), 1);
        var small = Student.Call(SearchProbes.Embed, Array.ConvertAll(features, feature => feature / 1000));
        Expect.For("The same features, a thousandth of them", "Embedding.From: only features that are all zero have no length").Equal("the numbers", small, codes);
        Expect.For("7 features that are all zero", "Embedding.From: a division by zero").Equal("the numbers", Student.Call(SearchProbes.Embed, new float[7]), new int[7]);
    }

    [Test, Points(2), Hint("Keep the k best in a small sorted array.")]
    public void The_nearest_come_first() => Compare(count: 500, dimensions: 320, k: 10, "500 vectors of 320 numbers, the 10 nearest");

    [Test, Hidden, Points(2.5), Hint("Widen before you add up more than two products; the rest after the last whole vector; k above the number of vectors; of equal ones the first.")]
    public void Every_width_every_k_and_the_largest_numbers_are_right()
    {
        Compare(count: 64, dimensions: 33, k: 1, "An odd width");
        Compare(count: 64, dimensions: 7, k: 100, "A k above the number of vectors, each of which comes twice", twice: true);
        Compare(count: 200, dimensions: 1000, k: 200, "All of many vectors");
    }

    [Test, Hidden, Points(1.5)]
    [Requires(1, nameof(PreprocessingTests.A_file_gives_the_same_values_as_its_pixels), StandIn = Parts.Photos)]
    [Requires(2, nameof(LoadOnceTests.Fifty_callers_at_once_open_one_model), StandIn = Parts.Models)]
    public async Task The_shop_finds_articles_that_look_like_the_picture()
    {
        var articles = (DatasetSubset)Splits.Sample(Datasets.Open("garments", "train"), ReferenceShop.Articles, seed: 1);
        var wanted = Unseen.Next(articles.Count);
        var file = articles.Image(wanted).ToPng();
        var gifts = new Gifts(StandsIn(Parts.Photos) ? Parts.Prepare(Scratch, [file]) : null, StandsIn(Parts.Models));
        using var shop = Shop.Open(Student, Scratch, ReferenceShop.Instance.CopyTo(Scratch), gifts);
        var answer = await shop.PostAsync("/api/similar?k=5", file, "image/png");

        using var encoder = ImageClassifier.Open(ReferenceShop.Instance.EncoderFile("int8"));
        var found = answer["articles"].EnumerateArray().ToArray();
        answer.Expect().Equal("articles, in number:", found.Length, 5);
        answer.Expect().Equal("the number that was searched", answer.Number("searched"), ReferenceShop.Articles);
        answer.Expect().Equal("the first article, whose own picture was sent:", found[0].GetProperty("id").ToString(), $"a{articles.PlaceOf(wanted)}");
        var query = ReferenceShop.Codes(encoder.Logits(ReferenceShop.Preparation.Apply(Photo.Decode(file)), 1));
        var similarities = Enumerable.Range(0, articles.Count)
            .Select(i => ReferenceShop.Codes(encoder.Logits(ReferenceShop.Preparation.Apply(articles.Image(i)), 1)).Zip(query, (a, b) => a * b).Sum() / 16129.0)
            .OrderDescending().ToArray();
        for (var i = 0; i < found.Length; i++)
        {
            answer.Expect().Near($"the similarity of article {i + 1}", found[i].GetProperty("similarity").GetDouble(), similarities[i], 0.03);
        }
    }

    [Test, Points(2.5), LatencyBudget(AtLeast = 4.0, TooSlow = 1.0, FasterThan = "a plain loop"), Hint("Vector.Widen makes shorts of sbytes, and ints of shorts.")]
    public void A_search_takes_at_most_half_the_time_of_a_plain_loop()
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
            Check = (_, answer, expected) => Check(answer, expected, Expect.For($"{Count} vectors of {Dimensions} numbers, while the search is timed", "VectorIndex.Nearest")),
        });
    }

    private void Compare(int count, int dimensions, int k, string input, bool twice = false)
    {
        const int Queries = 5;
        var table = Vectors.Draw(Unseen, count * dimensions);
        if (twice)
        {
            Array.Copy(table, 0, table, table.Length / 2, table.Length / 2);
        }

        var search = new SearchRequest(Vectors.Draw(Unseen, Queries * dimensions), dimensions, k);
        Student.Call(SearchProbes.Load, new SearchTable(table, dimensions));

        Check(Student.Call(SearchProbes.Nearest, search), Vectors.Nearest(table, search), Expect.For(input, "VectorIndex.Nearest: the sum that overflows, and the order"));
    }

    private static void Check(Found[][] answer, Found[][] expected, Expect expect)
    {
        expect.Equal("answers, in number:", answer.Length, expected.Length);
        for (var query = 0; query < expected.Length; query++)
        {
            expect.Equal($"places of the nearest to vector {query + 1}:", answer[query].Select(hit => hit.Index), expected[query].Select(hit => hit.Index));
            expect.Near($"similarity of the nearest to vector {query + 1},", [.. answer[query].Select(hit => hit.Similarity)], [.. expected[query].Select(hit => hit.Similarity)], 1e-4);
        }
    }

    private static float[] Floats(int[] numbers) => Array.ConvertAll(numbers, number => (float)number);
}
