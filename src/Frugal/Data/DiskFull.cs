namespace Frugal.Data;

/// <summary>Detects and reports a full disk.</summary>
internal static class DiskFull
{
    private const int Enospc = 28, Edquot = 122, WindowsDiskFull = unchecked((int)0x80070070);

    public static bool Is(IOException failure) => failure.HResult is Enospc or Edquot or WindowsDiskFull;

    public static FrugalException While(string doing, IOException cause) =>
        new($"The disk is full while {doing}. Free some space, or point FRUGAL_CACHE at another disk; nothing half-written was kept.", cause);
}
