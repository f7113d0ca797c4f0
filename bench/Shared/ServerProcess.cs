using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Frugal.Benchmarks;

/// <summary>A server in a process of its own, ended with its children when this is disposed of.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly Queue<string> lastLines = new();

    private ServerProcess(string name, ProcessStartInfo start, IPEndPoint address)
    {
        (Name, Address) = (name, address);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Remove("OPENBLAS_CORETYPE");       // as they are installed, whatever this shell says
        start.Environment.Remove("OMP_NUM_THREADS");
        Started = Stopwatch.GetTimestamp();
        process = Process.Start(start) ?? throw new FrugalException($"{start.FileName} could not be started. Check that it is installed.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Which server this is.</summary>
    public string Name { get; }

    /// <summary>Its process's number.</summary>
    public int Id => process.Id;

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>The time stamp of its start.</summary>
    public long Started { get; }

    /// <summary>Processor time that it has taken.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Its memory now.</summary>
    public ServerMemory Memory => ServerMemory.Of(process.Id);

    /// <summary>Starts <paramref name="start"/>, told by <paramref name="listenOn"/> which free port to listen on.</summary>
    public static ServerProcess Start(string name, ProcessStartInfo start, Action<ProcessStartInfo, IPEndPoint> listenOn)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = (IPEndPoint)probe.LocalEndpoint;
        probe.Stop();
        listenOn(start, address);
        return new ServerProcess(name, start, address);
    }

    /// <summary>Waits until it takes connections. Nothing is sent.</summary>
    /// <exception cref="FrugalException">It ended, or does not listen within a minute.</exception>
    public async Task ListensAsync()
    {
        while (true)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(Address);
                return;
            }
            catch (SocketException)
            {
                if (process.HasExited || Stopwatch.GetElapsedTime(Started) > Patience)
                {
                    throw new FrugalException($"The server {Name} does not listen. It said: {Said()}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(2));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (lastLines)
        {
            lastLines.Enqueue(line ?? "");
            while (lastLines.Count > 5)
            {
                lastLines.Dequeue();
            }
        }
    }

    private string Said()
    {
        lock (lastLines)
        {
            return string.Join(' ', lastLines).Trim();
        }
    }
}
