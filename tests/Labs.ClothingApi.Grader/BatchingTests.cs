using Frugal.Measuring;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(9, "Pictures answered in batches")]
[Points(8)]
[Hint("One worker reads the channel: wait for the first, take what is there up to MaxBatch, run, answer each.")]
public class BatchingTests : TaskFixture
{
    private const string Where = "Batcher.WorkAsync";

    [Test, Points(2), Hint("Row i of the outputs belongs to picture i of the batch.")]
    public void Each_picture_gets_its_own_answer_whoever_runs_with_it()
    {
        var pictures = Pictures(24);
        var replies = Student.Call(BatchProbes.Together, new BatchRequest(Model(), pictures, MaxBatch: 8));

        using var reference = ImageClassifier.Open(ReferenceShop.Instance.ClassifierFile("int8"));
        for (var i = 0; i < pictures.Length; i++)
        {
            Own(replies[i], reference.Logits(pictures[i], 1), $"Picture {i + 1} of 24 that come together, with MaxBatch 8", $"{Where}: which row of the outputs goes to which picture");
        }
    }

    [Test, Points(1.5), Hint("After WaitToReadAsync, TryRead takes what else waits.")]
    public void Pictures_that_come_together_run_together_and_never_more_than_allowed()
    {
        var replies = Student.Call(BatchProbes.Together, new BatchRequest(Model(), Pictures(24), MaxBatch: 8));

        var expect = Expect.For("24 pictures that come together, with MaxBatch 8", $"{Where}: how many pictures it takes");
        expect.Equal("a failure", replies.FirstOrDefault(reply => reply.Failure is not null)?.Failure, null);
        expect.Between("the largest batch", replies.Max(reply => reply.Batch), 2, 8);
        MustNotCall("Frugal.Serving.Batching.MicroBatcher`2");
        var waiting = Student.Call(BatchProbes.Waiting, new BatchRequest(Model(), Pictures(1), MaxBatch: 4));
        Expect.For("A picture alone, and one that comes within its MaxWaitMs", $"{Where}: how long the first of a batch waits for others").Equal("pictures of its batch, in number:", waiting[0].Batch, 2);
        Expect.For("A picture alone, with a MaxWaitMs of 1000", "BatchedOutputs: Queued is how long it waited, Ran how long the batch ran").Between("the milliseconds that it waited", waiting[0].QueuedMs, 900, 60_000);
        Expect.For("A picture with MaxBatch 1 and a MaxWaitMs of a minute", $"{Where}: a full batch waits for nobody").Equal("the outcome", waiting[2].Failure ?? "an answer", "an answer");
        Record("largest_batch", new Figure(replies.Max(reply => reply.Batch), "pictures"));
    }

    [Test, Points(1.5), Hint("TryPeek shows whose turn is next: a picture of another model begins the next batch.")]
    public void Pictures_for_different_models_never_share_a_batch()
    {
        var pictures = Pictures(12);
        var other = Scratch.Write("other.onnx", File.ReadAllBytes(ReferenceShop.Instance.EncoderFile("int8")));
        var replies = Student.Call(BatchProbes.TwoModels, new TwoModelsRequest(new BatchRequest(Model(), pictures, MaxBatch: 8), other));

        using var classifier = ImageClassifier.Open(ReferenceShop.Instance.ClassifierFile("int8"));
        using var encoder = ImageClassifier.Open(ReferenceShop.Instance.EncoderFile("int8"));
        for (var i = 0; i < pictures.Length; i++)
        {
            Own(replies[i], (i % 2 == 1 ? encoder : classifier).Logits(pictures[i], 1), $"Picture {i + 1} of 12, sent to the classifier and the encoder in turn", $"{Where}: Waiting.Network of the pictures in a batch");
        }
    }

    [Test, Hidden, Points(1), Hint("TryWrite says whether there was room; Problem.Busy.")]
    public void A_full_queue_sends_clients_away_and_serves_the_others()
    {
        var counts = Student.Call(BatchProbes.Flood, new BatchRequest(Model(), Pictures(1), MaxBatch: 4, QueueLength: 8));

        var expect = Expect.For("400 callers at once, with a queue of 8");
        expect.That(counts[0] > 0, "callers that are told to come back", "none");
        expect.That(counts[1] >= 8, "8 or more callers that are answered", $"{counts[1]}");
        expect.Equal("callers with the one or the other:", counts[0] + counts[1], counts[2]);
    }

    [Test, Points(1), Hint("try and catch around the run of one batch, TrySetException for each of its pictures.")]
    public void A_failure_fails_its_batch_and_not_the_worker()
    {
        var replies = Student.Call(BatchProbes.AfterFailure, new BatchRequest(Model(), Pictures(1), MaxBatch: 4));

        Expect.For("A picture that is too short for the model", $"{Where}: what an exception of OnnxNetwork.Run does").Equal("the outcome", replies[0].Failure ?? "an answer", "failed");
        Expect.For("A good picture, sent after one that failed", $"{Where}: whether the loop goes on").Equal("the outcome", replies[1].Failure ?? "an answer", "an answer");
    }

    [Test, Hidden, Points(1), Hint("Waiting.Cancellation; TrySetCanceled.")]
    public void A_picture_whose_client_has_gone_is_cancelled_and_the_next_one_is_answered()
    {
        var replies = Student.Call(BatchProbes.Gone, new BatchRequest(Model(), Pictures(2), MaxBatch: 4));

        Expect.For("A client that went away while it waited").Equal("the outcome", replies[0].Failure ?? "an answer", "cancelled");
        Expect.For("A client that came after it and stays").Equal("the outcome", replies[1].Failure ?? "an answer", "an answer");
    }

    private static void Own(BatchReply reply, float[] expected, string input, string look)
    {
        var expect = Expect.For(input, look);
        expect.Equal("the outcome", reply.Failure ?? "an answer", "an answer");
        expect.Near("output", reply.Outputs, expected, 0.05);
    }

    private string Model() => Scratch.Write("model.onnx", File.ReadAllBytes(ReferenceShop.Instance.ClassifierFile("int8")));

    private float[][] Pictures(int count)
    {
        var pictures = UnseenPhotos.Garments(Unseen, count);
        return [.. Enumerable.Range(0, count).Select(i => ReferenceShop.Preparation.Apply(pictures.Image(i)))];
    }
}
