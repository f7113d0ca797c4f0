using System.Runtime.InteropServices;

namespace Hostile;

/// <summary>Submissions that look into another process of the same user, by its id.</summary>
public static partial class Spies
{
    private const int Attach = 16;                           // PTRACE_ATTACH

    public static int ReadMemory(string process)
    {
        using var memory = File.OpenRead($"/proc/{process}/mem");
        return 0;
    }

    public static int WriteMemory(string process)
    {
        using var memory = File.OpenWrite($"/proc/{process}/mem");
        return 0;
    }

    public static int ReadEnvironment(string process) => File.ReadAllBytes($"/proc/{process}/environ").Length;

    public static int ReadMaps(string process) => File.ReadAllBytes($"/proc/{process}/maps").Length;

    public static int ListFiles(string process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length;

    public static int Trace(string process)
    {
        var id = int.Parse(process, System.Globalization.CultureInfo.InvariantCulture);
        if (Trace(Attach, id, 0, 0) != 0)
        {
            throw new UnauthorizedAccessException("ptrace");
        }

        _ = Trace(17, id, 0, 0);                             // PTRACE_DETACH
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "ptrace")]
    private static partial nint Trace(nint request, int process, nint address, nint data);
}
