using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>The output and input of a running cell. Must be thread-safe.</summary>
public interface ICellOutput
{
    /// <summary>Receives text written by the cell.</summary>
    void Write(StreamKind stream, string text);

    /// <summary>Shows a value at the cell's request.</summary>
    void Show(DisplayedValue value);

    /// <summary>Asks the user of the notebook for a line.</summary>
    /// <exception cref="FrugalException">There is no user to ask.</exception>
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

/// <summary>A cell's request for input.</summary>
/// <param name="Text">The text before the input field.</param>
/// <param name="Secret">Whether the typed text is hidden.</param>
public sealed record InputPrompt(string Text, bool Secret = false);

/// <summary>A value shown within a cell's output.</summary>
/// <param name="Content">The value's representations.</param>
/// <param name="Id">The identifier by which the value can be replaced.</param>
/// <param name="Update">Whether it replaces the value already shown under this identifier.</param>
public sealed record DisplayedValue(MimeBundle Content, string Id, bool Update);
