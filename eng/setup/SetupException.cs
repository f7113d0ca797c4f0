namespace Frugal.Setup;

/// <summary>A failure that its reader can mend: what is wrong, then the remedy.</summary>
public sealed class SetupException(string message) : Exception(message);
