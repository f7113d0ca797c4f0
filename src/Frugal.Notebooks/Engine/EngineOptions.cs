namespace Frugal.Notebooks.Engine;

/// <summary>How an engine runs cells.</summary>
public sealed record EngineOptions
{
    /// <summary>The folder to which relative paths of <c>#r</c> and <c>#load</c> are resolved: the notebook's own. Default: the working directory.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>The time limit for <c>#r "nuget: …"</c>. Default: 5 minutes.</summary>
    public TimeSpan RestoreTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The namespaces imported from the start: those of other C# kernels, and <c>System.Threading</c>.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } =
        ["System", "System.IO", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks", "System.Linq"];
}
