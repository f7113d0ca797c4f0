namespace Frugal.Charts.Formatting;

/// <summary>Markup that is shown as it is.</summary>
/// <param name="Html">The markup; nothing is escaped.</param>
public sealed record HtmlFragment(string Html)
{
    /// <inheritdoc/>
    public override string ToString() => Html;
}
