namespace Frugal.Reporting;

/// <summary>Text that is already HTML: the only values that a template inserts unescaped.</summary>
/// <param name="Text">The HTML.</param>
internal readonly record struct RawHtml(string Text);
