using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Frugal.Benchmarks.Serving.Load;
using Frugal.Benchmarks.Serving.Servers;

namespace Frugal.Benchmarks.Serving.Figures;

/// <summary>A server under load for a while.</summary>
/// <param name="Result">What the client saw.</param>
/// <param name="ServerMsPerPrediction">Processor time of the server for a prediction, in milliseconds.</param>
/// <param name="OtherPrograms">Processors that other programs took meanwhile, of those that the machine has: above about 0.1 the figures are too low.</param>
internal sealed record Loaded(LoadResult Result, double ServerMsPerPrediction, double OtherPrograms)
{
    /// <summary>The program's argument that makes it a load generator.</summary>
    public const string ClientCommand = "client";

    /// <summary>Loads <paramref name="server"/> from a process of its own, so that what it costs can be told apart.</summary>
    public static async Task<Loaded> RunAsync(ServerProcess server, IReadOnlyList<byte[]> pictures, LoadPlan plan)
    {
        using var client = Start();
        try
        {
            await client.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new Order(server.Address.Port, pictures, plan)));
            client.StandardInput.Close();
            await Task.Delay(plan.WarmUp + TimeSpan.FromSeconds(0.5));           // .NET's start, and the warm-up
            var (start, processor, machine, own) = (Stopwatch.GetTimestamp(), server.Processor, ProcessorUse.Now(), Processor(client));
            await Task.Delay(plan.Duration - TimeSpan.FromSeconds(1));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var (used, clientUsed) = ((server.Processor - processor).TotalSeconds, (Processor(client) - own).TotalSeconds);
            var others = Math.Max(0, ProcessorUse.Now().Busy - machine.Busy - used - clientUsed) / seconds;
            var result = JsonSerializer.Deserialize<LoadResult>(await client.StandardOutput.ReadToEndAsync())!;
            await client.WaitForExitAsync();
            return new(result, Math.Round(1000 * used / (result.PerSecond * seconds), 4), Math.Round(others, 2));
        }
        finally
        {
            if (!client.HasExited)
            {
                client.Kill();
            }
        }
    }

    /// <summary>The load generator: reads its order from standard input, prints a <see cref="LoadResult"/>.</summary>
    public static async Task ServeAsync()
    {
        var order = JsonSerializer.Deserialize<Order>(await Console.In.ReadToEndAsync())!;
        var server = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, order.Port);
        var result = await LoadGenerator.RunAsync(new()
        {
            Server = server,
            Requests = [.. order.Pictures.Select(picture => Requests.Predict(server, picture))],
            Connections = order.Plan.Connections,
            WarmUp = order.Plan.WarmUp,
            Duration = order.Plan.Duration,
        });
        Console.WriteLine(JsonSerializer.Serialize(result));
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Frugal.Bench.ClothingApi"), [ClientCommand]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // One thread waits for the sockets and goes on with each connection itself: the client is to cost as little as it can.
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = 1.ToString(CultureInfo.InvariantCulture);
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    private static TimeSpan Processor(Process process)
    {
        process.Refresh();
        return process.HasExited ? TimeSpan.Zero : process.TotalProcessorTime;
    }

    private sealed record Order(int Port, IReadOnlyList<byte[]> Pictures, LoadPlan Plan);
}

/// <summary>How long and over how many connections a server is loaded.</summary>
internal sealed record LoadPlan(TimeSpan Duration, int Connections = 32)
{
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);
}
