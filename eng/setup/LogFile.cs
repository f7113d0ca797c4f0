namespace Frugal.Setup;

/// <summary>The output of one step's programs, in .frugal/logs, overwritten by each run of the step.</summary>
public sealed class LogFile
{
    private readonly List<string> lines = [];

    public LogFile(Repository repository, string step)
    {
        Directory.CreateDirectory(repository.Logs);
        Path = global::System.IO.Path.Combine(repository.Logs, $"{step}.log");
        File.Delete(Path);
    }

    public string Path { get; }

    /// <summary>Appends a line; ignores null, which marks the end of a program's output.</summary>
    public void Append(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            lines.Add(line);
            File.AppendAllText(Path, line + Environment.NewLine);
        }
    }

    public string Text()
    {
        lock (lines)
        {
            return string.Join('\n', lines);
        }
    }
}
