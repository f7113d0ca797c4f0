namespace Frugal.Pruning;

/// <summary>Range check for shares.</summary>
internal static class PruningRange
{
    public static void Share(string option, double given)
    {
        if (!(given > 0 && given < 1))
        {
            throw Guard.OutOfRange("Pruning", option, given, "above 0 (which removes nothing) and below 1 (which removes everything)");
        }
    }
}
