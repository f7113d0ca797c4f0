namespace Frugal.Tests.Shared;

/// <summary>A folder of its own for a test, gone when the test ends.</summary>
/// <param name="parent">Where it lies; the system's folder for temporary files unless given.</param>
internal sealed class TemporaryFolder(string? parent = null) : IDisposable
{
    public string Path { get; } = parent is null
        ? Directory.CreateTempSubdirectory("frugal-test-").FullName
        : Directory.CreateDirectory(System.IO.Path.Combine(parent, $"test-{Environment.ProcessId}-{Guid.NewGuid():N}")).FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] bytes)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
