namespace ChatbotMemory;

/// <summary>Lets the rest of the server work while a task is not done yet.</summary>
public static class Unfinished
{
    /// <summary>What <paramref name="task"/> gives, or <paramref name="otherwise"/> as long as it still throws <see cref="NotImplementedException"/>.</summary>
    public static T Else<T>(Func<T> task, Func<T> otherwise)
    {
        try
        {
            return task();
        }
        catch (NotImplementedException)
        {
            return otherwise();
        }
    }
}
