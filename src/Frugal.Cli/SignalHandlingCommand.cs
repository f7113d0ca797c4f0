using System.CommandLine;

namespace Frugal.Cli;

/// <summary>A command that handles signals itself: an interrupt is part of its work and does not end it.</summary>
internal sealed class SignalHandlingCommand(string name, string description) : Command(name, description);
