namespace Notebooks.Tests;

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder;

    public TemporaryFolder() => folder = Directory.CreateTempSubdirectory("frugal-notebooks-");

    /// <summary>One inside <paramref name="parent"/>, for what must lie in the clone.</summary>
    public TemporaryFolder(string parent) => folder = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"test-{Environment.ProcessId}-{Guid.NewGuid():N}"));

    public string Path => folder.FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => folder.Delete(recursive: true);
}
