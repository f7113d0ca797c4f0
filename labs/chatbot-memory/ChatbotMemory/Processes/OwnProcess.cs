using System.Diagnostics;

namespace ChatbotMemory.Processes;

/// <summary>Starts this application again, for work that needs a process of its own.</summary>
public static class OwnProcess
{
    /// <summary>The program and its arguments.</summary>
    public static IReadOnlyList<string> Command(params string[] arguments)
    {
        var own = typeof(OwnProcess).Assembly.Location;
        var current = Environment.ProcessPath;
        return Path.GetFileNameWithoutExtension(current) == Path.GetFileNameWithoutExtension(own) ? [current!, .. arguments]
            : Path.GetFileNameWithoutExtension(current) == "dotnet" ? [current!, own, .. arguments]
            : [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", own, .. arguments];
    }

    /// <summary>The same with its output to read.</summary>
    public static ProcessStartInfo Start(params string[] arguments)
    {
        var command = Command(arguments);
        return new(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
