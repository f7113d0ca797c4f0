namespace Frugal.Setup;

/// <summary>One line of <c>doctor</c>: what was looked at, whether it is in order, what was found, and the remedy where it is not.</summary>
public sealed record Check(string Name, bool Ok, string Found, string? Remedy = null)
{
    public static Check Fine(string name, string found) => new(name, true, found);

    public static Check Missing(string name, string found, string remedy) => new(name, false, found, remedy);
}
