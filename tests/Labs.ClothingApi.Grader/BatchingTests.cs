using Frugal.Measuring;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(8, "Pictures answered in batches")]
[Points(10)]
[Hint("One worker reads the channel: wait for the first, take what is there up to MaxBatch, run, answer each.")]
public class BatchingTests : TaskFixture
{
    [Test, Points(3)]
    public void Each_picture_gets_its_own_answer_whoever_runs_with_it()
    {
        var pictures = Pictures(24);
        using var reference = ImageClassifier.Open(ReferenceShop.Instance.ClassifierFile("int8"));
        var replies = Student.Call(BatchProbes.Together, new BatchRequest(Model(), pictures, MaxBatch: 8));

        for (var i = 0; i < pictures.Length; i++)
        {
            Assert.That(replies[i].Failure, Is.Null, $"picture {i + 1} of {pictures.Length}");
            Assert.That(replies[i].Outputs.Zip(reference.Logits(pictures[i], 1), (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(0.05f), $"the logits of picture {i + 1} of {pictures.Length}");
        }
    }

    [Test, Points(2)]
    public void Pictures_that_come_together_run_together_and_never_more_than_allowed()
    {
        var replies = Student.Call(BatchProbes.Together, new BatchRequest(Model(), Pictures(24), MaxBatch: 8));

        Assert.That(replies.Max(reply => reply.Batch), Is.InRange(2, 8), "the largest batch, of 24 pictures with MaxBatch 8");
        StudentsCode.MustNotUse("Frugal.Serving.Batching.MicroBatcher`2");
        Record("largest_batch", new Figure(replies.Max(reply => reply.Batch), "pictures"));
    }

    [Test, Hidden, Points(2)]
    public void A_full_queue_sends_clients_away_and_serves_the_others()
    {
        var counts = Student.Call(BatchProbes.Flood, new BatchRequest(Model(), Pictures(1), MaxBatch: 4, QueueLength: 8));

        Assert.That(counts[0], Is.GreaterThan(0), "callers that were told to come back");
        Assert.That(counts[1], Is.GreaterThanOrEqualTo(8), "callers that were answered");
        Assert.That(counts[0] + counts[1], Is.EqualTo(counts[2]), "nobody is left without either");
    }

    [Test, Points(1)]
    public void A_failure_fails_its_batch_and_not_the_worker()
    {
        var replies = Student.Call(BatchProbes.AfterFailure, new BatchRequest(Model(), Pictures(1), MaxBatch: 4));

        Assert.That((replies[0].Failure, replies[1].Failure), Is.EqualTo(("failed", (string?)null)), "a picture that is too short, and the next one");
    }

    [Test, Hidden, Points(2)]
    public void Who_has_gone_is_not_waited_for()
    {
        var replies = Student.Call(BatchProbes.Gone, new BatchRequest(Model(), Pictures(2), MaxBatch: 4));

        Assert.That((replies[0].Failure, replies[1].Failure), Is.EqualTo(("cancelled", (string?)null)), "the client that has gone, and the one that stays");
    }

    private string Model() => Scratch.Write("model.onnx", File.ReadAllBytes(ReferenceShop.Instance.ClassifierFile("int8")));

    private float[][] Pictures(int count)
    {
        var pictures = UnseenPhotos.Garments(Unseen, count);
        return [.. Enumerable.Range(0, count).Select(i => ReferenceShop.Preparation.Apply(pictures.Image(i)))];
    }
}
