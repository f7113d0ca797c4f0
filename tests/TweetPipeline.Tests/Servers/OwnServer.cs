using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TweetPipeline.Tests.Servers;

/// <summary>A server program that a test starts and stops, in a folder of its own.</summary>
internal sealed class OwnServer : IDisposable
{
    private readonly StringBuilder log = new();
    private readonly Process process;

    private OwnServer(Process process) => this.process = process;

    /// <summary>A port of this machine that nobody uses now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a program.</summary>
    public static OwnServer Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var server = new OwnServer(Process.Start(start)!);
        server.process.OutputDataReceived += (_, line) => server.Log(line.Data);
        server.process.ErrorDataReceived += (_, line) => server.Log(line.Data);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a program to its end.</summary>
    public static string Run(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var run = Start(program, arguments, environment);
        Patience.For(TimeSpan.FromSeconds(60)).WaitForExitAsync(run.process, program).GetAwaiter().GetResult();
        run.process.WaitForExit();                         // the end of its output too
        return run.process.ExitCode == 0 ? run.Text : throw new AssertionException($"{program} {string.Join(' ', arguments)} ended with {run.process.ExitCode}: {run.Text}");
    }

    /// <summary>What it wrote.</summary>
    public string Text
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    public bool HasExited => process.HasExited;

    /// <summary>Kills it, as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private void Log(string? line)
    {
        lock (log)
        {
            log.AppendLine(line);
        }
    }
}
