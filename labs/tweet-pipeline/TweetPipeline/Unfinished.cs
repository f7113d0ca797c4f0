using System.Collections.Concurrent;

namespace TweetPipeline;

/// <summary>Lets the rest of the pipeline work while a task is not done yet: simply, slowly, or not at all.</summary>
public static class Unfinished
{
    private static readonly ConcurrentDictionary<string, bool> Seen = new();

    /// <summary>What the tasks that were needed and are not done say of themselves.</summary>
    public static IEnumerable<string> Messages => Seen.Keys.Order(StringComparer.Ordinal);

    /// <summary>What <paramref name="task"/> gives, or <paramref name="otherwise"/> as long as it still throws <see cref="NotImplementedException"/>.</summary>
    public static T Else<T>(Func<T> task, Func<T> otherwise)
    {
        try
        {
            return task();
        }
        catch (NotImplementedException undone)
        {
            Seen.TryAdd(undone.Message.Split(" Hint:")[0], true);
            return otherwise();
        }
    }

    /// <summary>Whether a task is done, as far as a first call shows.</summary>
    public static bool Works(Action task) => Else(
        () =>
        {
            task();
            return true;
        },
        () => false);
}
