using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>Where a running cell's output goes and its input comes from. Calls may come from several threads at once.</summary>
public interface ICellOutput
{
    /// <summary>Takes text that the cell wrote.</summary>
    void Write(StreamKind stream, string text);

    /// <summary>Shows a value that the cell asked to show.</summary>
    void Show(DisplayedValue value);

    /// <summary>Asks the reader of the notebook for a line.</summary>
    /// <exception cref="FrugalException">Nobody can be asked.</exception>
    string ReadLine(InputPrompt prompt);
}

/// <summary>Standard output or standard error.</summary>
public enum StreamKind
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}

/// <summary>What a cell asks its reader.</summary>
/// <param name="Text">The words before the input field.</param>
/// <param name="Secret">Whether what is typed is hidden.</param>
public sealed record InputPrompt(string Text, bool Secret = false);

/// <summary>A value that is shown between the lines of a cell's output.</summary>
/// <param name="Content">Its representations.</param>
/// <param name="Id">The name by which it can be shown anew.</param>
/// <param name="Update">Whether it takes the place of what bears that name already.</param>
public sealed record DisplayedValue(MimeBundle Content, string Id, bool Update);
