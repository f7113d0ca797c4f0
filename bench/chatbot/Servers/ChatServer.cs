using System.Diagnostics;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Chatbot.Servers;

/// <summary>The lab's chatbot in a process of its own, with one way to keep its model.</summary>
internal sealed class ChatServer : IDisposable
{
    private readonly ServerProcess process;

    private ChatServer(ServerProcess process)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = new Uri($"http://{process.Address}"), Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>Sends requests to it.</summary>
    public HttpClient Client { get; }

    /// <summary>Its process's number.</summary>
    public int Id => process.Id;

    /// <summary>Milliseconds from its start until it accepted a connection.</summary>
    public double StartMs { get; private set; }

    /// <summary>Its memory now, with the processes that it started; null if it has ended.</summary>
    public MemorySnapshot? Memory => MemoryWatch.Now(process.Id);

    /// <summary>The lab's program.</summary>
    public static string Program => Path.Combine(Clone.Root, "artifacts", "solutions", "bin", "ChatbotMemory", "release", "ChatbotMemory.dll");

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="models">The models' files.</param>
    /// <param name="mode">A mode of the lab: <c>lazy</c>.</param>
    /// <param name="settings">Further settings: <c>--Chat:ChildProcess=true</c>.</param>
    /// <param name="group">The control group in which it starts; null for none.</param>
    public static async Task<ChatServer> StartAsync(ChatModels models, string mode, IEnumerable<string>? settings = null, MemoryGroup? group = null)
    {
        string[] arguments = [Program, .. models.Settings, $"--Chat:Mode={mode}", "--Chat:RequestsPerSecond=1000000", "--Chat:Burst=1000000", .. settings ?? []];
        var start = group is null ? new ProcessStartInfo("dotnet", arguments) : new ProcessStartInfo("/bin/sh", ["-c", group.Join("exec dotnet \"$@\""), "sh", .. arguments]);
        var server = new ChatServer(ServerProcess.Start($"chatbot-memory, {mode}", start, (info, address) => info.ArgumentList.Add($"--urls=http://{address}")));
        try
        {
            await server.process.ListensAsync();
            server.StartMs = Stopwatch.GetElapsedTime(server.process.Started).TotalMilliseconds;
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        process.Dispose();
    }
}
