namespace Frugal.Charts.Formatting;

/// <summary>HTML that is shown unchanged.</summary>
/// <param name="Html">The HTML; nothing is escaped.</param>
public sealed record HtmlFragment(string Html)
{
    /// <inheritdoc/>
    public override string ToString() => Html;
}
