namespace Frugal.Setup;

/// <summary>A failure that the user can fix: the message says what is wrong, then gives the remedy.</summary>
public sealed class SetupException(string message) : Exception(message);
