namespace Hostile;

/// <summary>What honest students hand in.</summary>
public static class Plain
{
    public static int Double(int x) => 2 * x;

    public static int NotDone(int x) => throw new NotImplementedException($"Task 1 - return {x} twice. Hint: multiply.");

    public static int Wrong(int x) => checked(int.MaxValue + x);

    public static int[] Reversed(int[] values) => [.. values.Reverse()];
}
