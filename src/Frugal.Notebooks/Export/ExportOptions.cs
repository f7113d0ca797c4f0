namespace Frugal.Notebooks.Export;

/// <summary>How a notebook becomes a C# file.</summary>
public sealed record ExportOptions
{
    /// <summary>The folder against which relative paths in cells are read: the notebook's own. Default: the working directory.</summary>
    public string NotebookFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>The folder that takes the file. Default: the working directory.</summary>
    public string OutputFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>
    /// The clone of the project, whose source the file then refers to by <c>#:project</c>. Null: the file refers to Frugal's packages, from a feed that
    /// the reader has. Default: null.
    /// </summary>
    public string? Repository { get; init; }
}
