namespace Frugal.Pruning;

/// <summary>The one place where a share is found to be none.</summary>
internal static class PruningRange
{
    public static void Share(string option, double given)
    {
        if (!(given > 0 && given < 1))
        {
            throw PruningErrors.OutOfRange(option, given, "above 0 (which removes nothing) and below 1 (which removes everything)");
        }
    }
}
