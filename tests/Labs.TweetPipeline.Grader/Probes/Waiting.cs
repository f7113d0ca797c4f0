using Frugal;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>How the probes wait: for what has to come, up to a limit; for what must not come, a moment.</summary>
internal static class Waiting
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);

    /// <summary>Whether the condition holds in time.</summary>
    public static bool Until(Func<bool> holds) => SpinWait.SpinUntil(holds, Patience);

    /// <summary>Whether the condition stays away for a moment.</summary>
    public static bool Never(Func<bool> holds) => !SpinWait.SpinUntil(holds, Moment);

    /// <summary>What became of a task: done, cancelled, no answer, or its exception. A task that is not written yet is thrown.</summary>
    public static string Outcome(Task task)
    {
        try
        {
            task.WaitAsync(Patience).GetAwaiter().GetResult();
            return "done";
        }
        catch (Exception failure)
        {
            return Name(failure);
        }
    }

    /// <summary>What a call throws, or "done".</summary>
    public static string Outcome(Action call)
    {
        try
        {
            call();
            return "done";
        }
        catch (Exception failure)
        {
            return Name(failure);
        }
    }

    private static string Name(Exception failure) => failure switch
    {
        NotImplementedException => throw new NotImplementedException(failure.Message, failure),
        AggregateException { InnerExceptions: [NotImplementedException only] } => Name(only),
        OperationCanceledException => "cancelled",
        TimeoutException => "no answer",
        FrugalException => $"FrugalException: {failure.Message}",
        FormatException => $"FormatException: {failure.Message}",
        _ => failure.GetType().Name,
    };
}
