using ClothingApi;
using ClothingApi.Models;
using ClothingApi.Predictions;
using Frugal.Serving.Problems;

namespace Labs.ClothingApi.Grader.Probes;

/// <summary>Pictures that are put into a batcher.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Pictures">Prepared pictures, all sent at once.</param>
/// <param name="MaxBatch">The most that run together.</param>
/// <param name="QueueLength">The most that wait.</param>
/// <param name="Broken">The place of a picture that is too short for the model; -1 for none.</param>
public sealed record BatchRequest(string Model, float[][] Pictures, int MaxBatch, int QueueLength = 256, int Broken = -1);

/// <summary>Pictures for two models in turn.</summary>
/// <param name="Pictures">The pictures, and the model of the first.</param>
/// <param name="Other">The file of the other model.</param>
public sealed record TwoModelsRequest(BatchRequest Pictures, string Other);

/// <summary>What each picture got, in their order; a code where it got none.</summary>
public sealed record BatchReply(float[] Outputs, int Batch, double QueuedMs, string? Failure);

/// <summary>Task 9, in the student's process.</summary>
public static class BatchProbes
{
    private const int Flooding = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Pictures that come one right after the other.</summary>
    public static BatchReply[] Together(BatchRequest request)
    {
        using var run = new Run(request, maxWaitMs: 20);
        return run.Answers(request.Pictures.Select((picture, i) => run.Ask(i == request.Broken ? picture[..10] : picture)).ToArray());
    }

    /// <summary>Pictures of two models that come in turn: those in odd places go to the other model.</summary>
    public static BatchReply[] TwoModels(TwoModelsRequest request)
    {
        using var run = new Run(request.Pictures, maxWaitMs: 20);
        using var other = OnnxNetwork.Open(request.Other);
        return run.Answers([.. request.Pictures.Pictures.Select((picture, i) => run.Ask(picture, network: i % 2 == 1 ? other : null))]);
    }

    /// <summary>Many more than the queue holds: how many were told to come back, how many were answered, and how many there were.</summary>
    public static int[] Flood(BatchRequest request)
    {
        using var run = new Run(request, maxWaitMs: 100);
        var replies = run.Answers(Enumerable.Range(0, Flooding).Select(_ => run.Ask(request.Pictures[0])).ToArray());
        return [replies.Count(reply => reply.Failure == "busy"), replies.Count(reply => reply.Failure is null), replies.Length];
    }

    /// <summary>While the worker is busy a client comes and goes; another comes and stays.</summary>
    public static BatchReply[] Gone(BatchRequest request)
    {
        using var run = new Run(request, maxWaitMs: 0);
        using var client = new CancellationTokenSource();
        var busy = Enumerable.Range(0, request.MaxBatch * 8).Select(_ => run.Ask(request.Pictures[0])).ToArray();
        var gone = run.Ask(request.Pictures[0], client.Token);
        client.Cancel();
        var stays = run.Ask(request.Pictures[1]);
        run.Answers(busy);
        return run.Answers([gone, stays]);
    }

    /// <summary>A picture that waits for others, and one that comes while it waits; then batches of one, which are full at once and wait for nobody.</summary>
    public static BatchReply[] Waiting(BatchRequest request)
    {
        using var patient = new Run(request, maxWaitMs: 1000);
        var first = patient.Ask(request.Pictures[0]);
        SpinWait.SpinUntil(() => patient.Waits == 0, TimeSpan.FromMilliseconds(100));
        var second = patient.Ask(request.Pictures[0]);
        using var full = new Run(request with { MaxBatch = 1 }, maxWaitMs: 60_000);
        return [.. patient.Answers([first, second]), .. full.Answers([full.Ask(request.Pictures[0])])];
    }

    /// <summary>A batch that fails, and one that comes after it.</summary>
    public static BatchReply[] AfterFailure(BatchRequest request)
    {
        using var run = new Run(request with { MaxBatch = 1 }, maxWaitMs: 0);
        return run.Answers([run.Ask(request.Pictures[0][..10]), run.Ask(request.Pictures[0])]);
    }

    /// <summary>A batcher and its model.</summary>
    private sealed class Run(BatchRequest request, double maxWaitMs) : IDisposable
    {
        private readonly OnnxNetwork network = OnnxNetwork.Open(request.Model);
        private readonly Batcher batcher = new(new ClothingSettings { MaxBatch = request.MaxBatch, QueueLength = request.QueueLength, MaxWaitMs = maxWaitMs });

        public Task<BatchedOutputs> Ask(float[] picture, CancellationToken cancellation = default, OnnxNetwork? network = null)
        {
            try
            {
                return batcher.RunAsync(network ?? this.network, picture, cancellation);
            }
            catch (ProblemException refused)
            {
                return Task.FromException<BatchedOutputs>(refused);
            }
        }

        public int Waits => batcher.Waits;

        public BatchReply[] Answers(Task<BatchedOutputs>[] asked) => Array.ConvertAll(asked, Answer);

        public void Dispose()
        {
            batcher.DisposeAsync().AsTask().Wait(Patience);
            network.Dispose();
        }

        private static BatchReply Answer(Task<BatchedOutputs> asked)
        {
            try
            {
                var answer = asked.WaitAsync(Patience).GetAwaiter().GetResult();
                return new(answer.Outputs, answer.Batch, answer.Queued.TotalMilliseconds, null);
            }
            catch (Exception failure) when (failure is not NotImplementedException)
            {
                var what = failure switch
                {
                    ProblemException refused => refused.Problem.Code,
                    TimeoutException => "no answer",
                    OperationCanceledException => "cancelled",
                    _ => "failed",
                };
                return new([], 0, 0, what);
            }
        }
    }
}
