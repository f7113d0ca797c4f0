namespace Frugal;

/// <summary>
/// An error that the user can fix: one line that says what was given, what is allowed and what to do next.
/// The command line prints the message alone; the cause is shown with <c>--verbose</c>.
/// </summary>
public class FrugalException : Exception
{
    /// <summary>Creates the error from its one-line message.</summary>
    public FrugalException(string message) : base(message) { }

    /// <summary>Creates the error from its one-line message and the underlying exception.</summary>
    public FrugalException(string message, Exception? cause) : base(message, cause) { }
}
