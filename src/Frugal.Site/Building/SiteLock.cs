namespace Frugal.Site.Building;

/// <summary>Allows one build of the site at a time per clone. The operating system releases the lock when the process ends for any reason.</summary>
internal static class SiteLock
{
    /// <summary>Takes the lock; dispose the result to release it.</summary>
    /// <exception cref="FrugalException">Another build has it.</exception>
    public static IDisposable Take(string root)
    {
        var path = Path.Combine(root, ".frugal", "site.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new FrugalException($"{root}: another 'frugal site' builds the site of this clone. Wait until it has finished, then try again.", taken);
        }
    }
}
