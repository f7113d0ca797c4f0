namespace Frugal.Setup.Building;

/// <summary>The memory of a finished step: the key of the inputs that it was finished with. Deleting artifacts/ forgets them all.</summary>
public sealed class Stamp(Repository repository, string step)
{
    private readonly string path = Path.Combine(repository.Stamps, step);

    /// <summary>False where the step was never finished, or was begun anew and not finished.</summary>
    public bool Exists => File.Exists(path);

    public bool Holds(string key) => File.Exists(path) && File.ReadAllText(path) == key;

    /// <summary>To call before the outputs change, so that a killed step is not taken for a finished one.</summary>
    public void Clear()
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    public void Write(string key) => AtomicFile.Write(path, key);
}
