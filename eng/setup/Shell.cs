using System.ComponentModel;
using System.Diagnostics;
using Frugal.Setup.Systems;

namespace Frugal.Setup;

/// <summary>A program to run, with its arguments and settings.</summary>
public sealed record ShellCommand(string Program, params string[] Arguments)
{
    public string? Folder { get; init; }

    /// <summary>The program is killed after this time.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(1);

    public override string ToString() => string.Join(' ', [Program, .. Arguments]);
}

/// <summary>Runs programs without terminal input, so that none of them waits for an answer.</summary>
public static class Shell
{
    /// <summary>The exit code of a program killed at its time limit.</summary>
    public const int TimedOut = 124;

    /// <summary>The dotnet command that runs this program.</summary>
    public static string Dotnet { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    /// <summary>Runs a command and writes its output to <paramref name="log"/>; returns its exit code.</summary>
    public static int Run(ShellCommand command, LogFile log)
    {
        log.Append($"$ {command}");
        using var process = Start(command, redirect: true);
        process.OutputDataReceived += (_, line) => log.Append(line.Data);
        process.ErrorDataReceived += (_, line) => log.Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(command.Limit))
        {
            process.Kill(entireProcessTree: true);
            log.Append($"ended after {command.Limit.TotalMinutes:0} minutes");
            return TimedOut;
        }

        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a command with this program's own output; returns its exit code.</summary>
    public static int Stream(ShellCommand command)
    {
        using var process = Start(command, redirect: false);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Returns the standard output of a short command; null if the program is missing. The exit code is ignored.</summary>
    public static string? Capture(string program, params string[] arguments) => Capture(new ShellCommand(program, arguments));

    /// <summary>As above, for a command with its own settings.</summary>
    public static string? Capture(ShellCommand command)
    {
        if (!Path.IsPathFullyQualified(command.Program) && !Finds(command.Program))
        {
            return null;
        }

        using var process = Start(command, redirect: true);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    /// <summary>Whether a program with this name is on the PATH.</summary>
    public static bool Finds(string program)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => endings.Any(ending => File.Exists(Path.Combine(folder, program + ending))));
    }

    private static Process Start(ShellCommand command, bool redirect)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.Folder ?? "",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
        };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";   // Remedies parses the messages
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";   // leave no build processes running
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception)
        {
            throw new SetupException($"The program '{command.Program}' was not found. Remedy: {Advice.Program(command.Program, Host.Current)}, then run the command again.");
        }
    }
}
