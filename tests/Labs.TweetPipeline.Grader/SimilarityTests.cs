namespace Labs.TweetPipeline.Grader;

[Task(1, "The cosine of the angle between two vectors")]
[Points(4)]
[Hint("The dot product, divided by the product of both lengths.")]
public class SimilarityTests : TaskFixture
{
    private const float Tolerance = 1e-5f;

    [Test]
    public void A_vector_and_itself_give_one()
    {
        var a = Numbers.DrawNumbers(Unseen, Rows.Width);

        Expect.For($"A vector of {Rows.Width} numbers and itself", "Vectors.Similarity: the product of both lengths").Near("the cosine", Student.Call(Probes.Similarity, new Pair(a, a)), 1, Tolerance);
    }

    [Test]
    public void A_vector_of_zeros_gives_zero()
    {
        var a = Numbers.DrawNumbers(Unseen, Rows.Width);

        Expect.For($"A vector of {Rows.Width} numbers and one of zeros", "Vectors.Similarity: a division by zero").Near("the cosine", Student.Call(Probes.Similarity, new Pair(a, new float[Rows.Width])), 0, 0);
    }

    [Test, Hidden]
    public void Vectors_never_seen_give_the_cosine_of_their_angle()
    {
        for (var i = 0; i < 20; i++)
        {
            var a = Numbers.DrawNumbers(Unseen, Unseen.Next(1, 200));
            var b = Numbers.DrawNumbers(Unseen, a.Length);

            Expect.For($"Two vectors of {a.Length} numbers").Near("the cosine", Student.Call(Probes.Similarity, new Pair(a, b)), Cosine(a, b), Tolerance);
        }
    }

    private static double Cosine(float[] a, float[] b) =>
        a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(y => (double)y * y));
}
