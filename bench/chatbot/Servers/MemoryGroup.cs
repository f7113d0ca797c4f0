using System.Globalization;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Chatbot.Servers;

/// <summary>A control group with a memory limit, as a container has one. It needs an administrator's rights.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private readonly string folder;

    private MemoryGroup(string folder) => this.folder = folder;

    /// <summary>Creates a group, or null where this user may not.</summary>
    public static MemoryGroup? Create(ByteSize limit)
    {
        var (parent, file) = Directory.Exists("/sys/fs/cgroup/memory") ? ("/sys/fs/cgroup/memory", "memory.limit_in_bytes") : ("/sys/fs/cgroup", "memory.max");
        var folder = Path.Combine(parent, $"frugal-bench-{Environment.ProcessId:x}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, file), limit.Bytes.ToString(CultureInfo.InvariantCulture));
            return new(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A line of a shell that enters the group, then runs a command.</summary>
    public string Join(string command) => $"echo $$ > '{folder}/cgroup.procs' && {command}";

    /// <summary>Removes the group, once its processes have ended.</summary>
    public void Dispose()
    {
        for (var attempt = 0; Directory.Exists(folder) && attempt < 50; attempt++)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
