namespace Frugal;

/// <summary>
/// A failure that its reader can mend: one line that says what was given, what is allowed and what to do next.
/// The command line prints the message alone; the cause is shown with <c>--verbose</c>.
/// </summary>
public class FrugalException : Exception
{
    /// <summary>Creates the failure from its one-line message.</summary>
    public FrugalException(string message) : base(message) { }

    /// <summary>Creates the failure from its one-line message and the exception that lies beneath.</summary>
    public FrugalException(string message, Exception? cause) : base(message, cause) { }
}
