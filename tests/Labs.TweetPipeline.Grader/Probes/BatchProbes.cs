using TweetPipeline.Batching;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>Lengths to plan for.</summary>
public sealed record PlanRequest(int[] Lengths, int Tokens, int Texts);

/// <summary>The batches, or the exception instead.</summary>
public sealed record PlanAnswer(int[][] Batches, string Outcome);

/// <summary>Items to run in batches. Those in <paramref name="Bad"/> make their batch fail; a batch of <paramref name="ShortAt"/> items gives an answer too few; the call number <paramref name="CancelAt"/> is cancelled.</summary>
public sealed record BatchRequest(int[] Items, int[][] Batches, int[] Bad, int ShortAt = 0, int CancelAt = 0);

/// <summary>The answers (null for none), the batches that the model got, the places that failed with their messages.</summary>
public sealed record BatchAnswer(int?[] Answers, int[][] Calls, int[] Failed, string[] Reasons, string Outcome);

/// <summary>Task 1, in the student's process.</summary>
public static class BatchProbes
{
    public static PlanAnswer Plan(PlanRequest request)
    {
        IReadOnlyList<int[]> batches = [];
        var outcome = Waiting.Outcome(() => batches = BatchPlan.Of(request.Lengths, request.Tokens, request.Texts));
        return new([.. batches], outcome);
    }

    public static BatchAnswer Run(BatchRequest request)
    {
        var (calls, failed, reasons) = (new List<int[]>(), new List<int>(), new List<string>());
        int?[] answers = [];
        var outcome = Waiting.Outcome(() => answers = BatchRunner.Run(request.Items, request.Batches, Model, (place, failure) =>
        {
            failed.Add(place);
            reasons.Add(failure.Message);
        }));
        return new(answers, [.. calls], [.. failed], [.. reasons], outcome);

        IReadOnlyList<int?> Model(IReadOnlyList<int> batch)
        {
            calls.Add([.. batch]);
            if (calls.Count == request.CancelAt)
            {
                throw new OperationCanceledException();
            }

            if (batch.FirstOrDefault(request.Bad.Contains) is var bad and not 0)
            {
                throw new InvalidOperationException($"item {bad} is bad");
            }

            return [.. batch.Skip(batch.Count == request.ShortAt ? 1 : 0).Select(item => (int?)(item * 10))];
        }
    }
}
