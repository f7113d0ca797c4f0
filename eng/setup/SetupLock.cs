namespace Frugal.Setup;

/// <summary>Lets one set-up work at a time in a clone. The system frees it when its process ends, however it ends.</summary>
public static class SetupLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the lock, saying so once; dispose it to let go.</summary>
    public static IDisposable Take(Repository repository, TextWriter output)
    {
        var path = repository.At(".frugal", "setup.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (var waits = false; ; waits = true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (!waits)
                {
                    output.WriteLine("Another set-up is at work in this folder: waiting for it.");
                }

                Thread.Sleep(Pause);
            }
        }
    }
}
