namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>A peer does not speak ZMTP 3 with the NULL mechanism; its connection is closed.</summary>
internal sealed class ZmtpException(string message) : Exception(message);
