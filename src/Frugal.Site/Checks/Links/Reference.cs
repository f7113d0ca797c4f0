namespace Frugal.Site.Checks.Links;

/// <summary>An address in a built page.</summary>
/// <param name="Address">The address as the page has it.</param>
/// <param name="Line">The line of the page.</param>
/// <param name="Use">What the browser does with it.</param>
internal sealed record Reference(string Address, int Line, ReferenceUse Use);

/// <summary>What a browser does with an address.</summary>
internal enum ReferenceUse
{
    /// <summary>Follows it when the reader clicks.</summary>
    Link,

    /// <summary>Loads it with the page: a style, script, image or font.</summary>
    Load,

    /// <summary>Neither: <c>link rel="alternate"</c> and such.</summary>
    Mention,
}
