namespace Frugal.Setup.Checks;

/// <summary>Write access and free space of a folder that may not exist yet.</summary>
public static class Disk
{
    /// <summary>The free space, in 10^9 bytes.</summary>
    public static double FreeGigabytes(string folder) => new DriveInfo(Existing(folder)).AvailableFreeSpace / 1e9;

    /// <summary>Whether the folder is writable, tested by writing to it.</summary>
    public static bool IsWritable(string folder)
    {
        try
        {
            using var trial = new FileStream(Path.Combine(Existing(folder), $".frugal-{Environment.ProcessId}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The folder, or the nearest one above it that exists.</summary>
    private static string Existing(string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        return existing;
    }
}
