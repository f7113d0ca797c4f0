namespace Frugal.Setup.Checks;

/// <summary>The result of a check.</summary>
public enum State
{
    Fine,

    /// <summary>Something optional is missing.</summary>
    Optional,

    /// <summary>Something that the course needs is missing or wrong.</summary>
    Missing,
}

/// <summary>One line of <c>doctor</c>: the thing checked, its state, what was found, and the remedy if it is not fine.</summary>
public sealed record Check(string Name, State State, string Found, string? Remedy = null)
{
    /// <summary>False if something that the course needs is missing.</summary>
    public bool Ok => State != State.Missing;

    public static Check Fine(string name, string found) => new(name, State.Fine, found);

    public static Check Missing(string name, string found, string remedy) => new(name, State.Missing, found, remedy);
}
