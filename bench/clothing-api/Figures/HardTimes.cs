using System.Net.Sockets;
using Frugal.Benchmarks.Serving.Servers;

namespace Frugal.Benchmarks.Serving.Figures;

/// <summary>1,000 connections that never finish their request, and a model file cut in half, while the server works; and its memory before and afterwards.</summary>
internal static class HardTimes
{
    private const int HalfOpen = 1000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(12);

    public static async Task<object> MeasureAsync(Shop shop, TimeSpan duration)
    {
        using var server = shop.StartServer();
        await server.ListensAsync();
        await Loaded.RunAsync(server, shop.Pictures, new LoadPlan(duration / 2));
        await Task.Delay(Rest);
        var before = server.Memory;

        var model = shop.Prepared.Classifier("int8");
        var whole = await File.ReadAllBytesAsync(model);
        var sockets = await OpenHalfAsync(server, shop.Pictures[0]);
        Loaded loaded;
        ServerMemory during;
        try
        {
            var work = Loaded.RunAsync(server, shop.Pictures, new LoadPlan(duration));
            await Task.Delay(duration / 3);
            await File.WriteAllBytesAsync(model, whole[..(whole.Length / 2)]);
            await Task.Delay(duration / 3);
            during = server.Memory;
            loaded = await work;
        }
        finally
        {
            await File.WriteAllBytesAsync(model, whole);
        }

        var hungUp = sockets.Count(socket => socket.Poll(0, SelectMode.SelectRead));
        sockets.ForEach(socket => socket.Dispose());
        await Task.Delay(Rest);
        var after = server.Memory;
        var fallback = await WithHalfAModelAsync(shop, model, whole);
        Console.Error.WriteLine($"half-open connections and half a model: {loaded.Result.Errors} errors, memory {before} before, {after} after");
        return new
        {
            half_open_connections = HalfOpen,
            closed_by_the_server = hungUp,
            predictions_per_second = loaded.Result.PerSecond,
            latency = loaded.Result.Latency,
            statuses = loaded.Result.Statuses,
            errors = loaded.Result.Errors,
            first_failure = loaded.Result.FirstFailure,
            stack_traces = loaded.Result.Traces,
            memory = new { before, during, after },
            started_with_half_a_model = fallback,
            load = Machine.Load,
        };
    }

    /// <summary>A server that finds half a model when it starts answers with the other one, and says so.</summary>
    private static async Task<object> WithHalfAModelAsync(Shop shop, string model, byte[] whole)
    {
        await File.WriteAllBytesAsync(model, whole[..(whole.Length / 2)]);
        try
        {
            using var server = shop.StartServer();
            await server.ListensAsync();
            using var client = new HttpClient();
            var answering = (await Requests.AskAsync(client, server.Address, shop.Pictures[0])).GetProperty("model");
            return new { format = answering.GetProperty("format").GetString(), fallback = answering.GetProperty("fallback").GetBoolean() };
        }
        finally
        {
            await File.WriteAllBytesAsync(model, whole);
        }
    }

    /// <summary>By turns: half of the headers; the headers and half of the picture.</summary>
    private static async Task<List<Socket>> OpenHalfAsync(ServerProcess server, byte[] picture)
    {
        var request = Requests.Predict(server.Address, picture);
        var headers = request.Length - picture.Length;
        var sockets = new List<Socket>();
        for (var i = 0; i < HalfOpen; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            await socket.ConnectAsync(server.Address);
            await socket.SendAsync(request.AsMemory(0, i % 2 == 0 ? headers / 2 : headers + picture.Length / 2));
        }

        return sockets;
    }
}
