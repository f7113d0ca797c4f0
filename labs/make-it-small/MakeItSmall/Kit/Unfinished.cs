namespace MakeItSmall.Kit;

/// <summary>Lets the table show what is done while other tasks are not.</summary>
public static class Unfinished
{
    /// <summary>A line of the table, or which task it waits for.</summary>
    public static void Line(string title, Func<string> figures)
    {
        string text;
        try
        {
            text = figures();
        }
        catch (NotImplementedException open)
        {
            text = $"waits for {open.Message.Split(" - ")[0].ToLowerInvariant()}";
        }

        Console.WriteLine($"{title,-34} {text}");
    }
}
