namespace Frugal.Setup;

/// <summary>Allows one set-up at a time per clone. The operating system releases the lock when the process ends for any reason.</summary>
public static class SetupLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the lock and prints one message if it has to wait; dispose the result to release it.</summary>
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
