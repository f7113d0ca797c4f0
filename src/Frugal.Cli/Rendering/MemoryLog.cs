using System.Globalization;
using Frugal.Measuring;

namespace Frugal.Cli.Rendering;

/// <summary>Readings of memory as a CSV file, each on disk as soon as it is made: the file is complete up to the last reading, whatever ends this program.</summary>
internal sealed class MemoryLog : IDisposable
{
    private readonly string path;
    private readonly StreamWriter file;

    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public MemoryLog(string path)
    {
        AtomicFile.ThrowIfNotReplaceable(path);
        this.path = path;
        file = Writing(() => new StreamWriter(path) { AutoFlush = true });
        Write("seconds,anonymous_bytes,file_bytes,processes");
    }

    /// <exception cref="FrugalException">The disk is full.</exception>
    public void Add(MemoryReading reading) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"{reading.Time.TotalSeconds:0.000},{reading.Memory.Anonymous.Bytes},{reading.Memory.File.Bytes},{reading.Processes}"));

    public void Dispose() => file.Dispose();

    private void Write(string line) => Writing(() =>
    {
        file.WriteLine(line);
        return true;
    });

    private T Writing<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: cannot be written ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Free some space or choose another file.", cause);
        }
    }
}
