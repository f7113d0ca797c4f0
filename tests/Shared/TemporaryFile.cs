namespace Frugal.Tests.Shared;

/// <summary>A path in a folder of its own, which goes with it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string name)
    {
        Folder = Directory.CreateTempSubdirectory("frugal-test-").FullName;
        Path = System.IO.Path.Combine(Folder, name);
    }

    public string Folder { get; }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
