namespace Frugal.Notebooks.Ipynb;

/// <summary>The type of a cell.</summary>
public enum CellKind
{
    /// <summary>Source code that runs.</summary>
    Code,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Text that is not interpreted.</summary>
    Raw,
}
