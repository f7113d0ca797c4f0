namespace Frugal.Setup.Building;

/// <summary>Records that a step has finished, with the key of its inputs. Deleting artifacts/ deletes all stamps.</summary>
public sealed class Stamp(Repository repository, string step)
{
    private readonly string path = Path.Combine(repository.Stamps, step);

    /// <summary>False if the step never finished, or was restarted and did not finish.</summary>
    public bool Exists => File.Exists(path);

    public bool Holds(string key) => File.Exists(path) && File.ReadAllText(path) == key;

    /// <summary>Call this before the outputs change, so that a killed step does not count as finished.</summary>
    public void Clear()
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    public void Write(string key) => AtomicFile.Write(path, key);
}
