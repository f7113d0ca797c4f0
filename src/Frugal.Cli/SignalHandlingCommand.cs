using System.CommandLine;

namespace Frugal.Cli;

/// <summary>A command that hears signals itself: an interruption is part of its work and does not end it.</summary>
internal sealed class SignalHandlingCommand(string name, string description) : Command(name, description);
