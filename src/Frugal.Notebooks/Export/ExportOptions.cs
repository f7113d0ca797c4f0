namespace Frugal.Notebooks.Export;

/// <summary>Options for exporting a notebook to a C# file.</summary>
public sealed record ExportOptions
{
    /// <summary>The folder to which relative paths in cells are resolved: the notebook's own. Default: the working directory.</summary>
    public string NotebookFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>The folder of the exported file. Default: the working directory.</summary>
    public string OutputFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>
    /// The clone of the project, whose source the file references with <c>#:project</c>. If null, the file references Frugal's packages, from one of
    /// the user's feeds. Default: null.
    /// </summary>
    public string? Repository { get; init; }
}
