namespace Frugal.Notebooks.Ipynb;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Source that runs.</summary>
    Code,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Text that nothing looks at.</summary>
    Raw,
}
