namespace Frugal.Setup.Checks;

/// <summary>How a check came out.</summary>
public enum State
{
    Fine,

    /// <summary>Something that not everybody needs is absent.</summary>
    Optional,

    /// <summary>Something is absent or wrong that the course needs.</summary>
    Missing,
}

/// <summary>One line of <c>doctor</c>: what was looked at, whether it is in order, what was found, and the remedy where it is not.</summary>
public sealed record Check(string Name, State State, string Found, string? Remedy = null)
{
    /// <summary>False where the course needs what is missing.</summary>
    public bool Ok => State != State.Missing;

    public static Check Fine(string name, string found) => new(name, State.Fine, found);

    public static Check Missing(string name, string found, string remedy) => new(name, State.Missing, found, remedy);
}
