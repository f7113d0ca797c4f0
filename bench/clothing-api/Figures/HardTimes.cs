using System.Net.Sockets;
using Frugal.Benchmarks.Serving.Load;
using Frugal.Benchmarks.Serving.Servers;

namespace Frugal.Benchmarks.Serving.Figures;

/// <summary>
/// 1,000 connections that never finish their request, and a model file cut in half, while the server works; and its memory before and afterwards.
/// Three times: a heap that has grown once for so many connections may keep a little of it, but not more each time.
/// </summary>
internal static class HardTimes
{
    private const int HalfOpen = 1000;
    private const int Storms = 3;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(12);

    public static async Task<object> MeasureAsync(Shop shop, TimeSpan duration)
    {
        using var server = shop.StartServer();
        await server.ListensAsync();
        await Loaded.RunAsync(server, shop.Pictures, new LoadPlan(duration / 2));
        await Task.Delay(Rest);
        var before = server.Memory;
        var storms = new List<Storm>();
        for (var i = 0; i < Storms; i++)
        {
            storms.Add(await StormAsync(server, shop, duration));
        }

        var fallback = await WithHalfAModelAsync(shop);
        Console.Error.WriteLine($"half-open connections and half a model: {storms.Sum(storm => storm.Result.Errors)} errors, memory {before} before, "
            + $"{string.Join(", ", storms.Select(storm => storm.After))} after each");
        return new { half_open_connections = HalfOpen, before, storms, started_with_half_a_model = fallback };
    }

    /// <summary>The server under load, with connections that never finish; its model is cut in half meanwhile, and whole again at the end.</summary>
    private static async Task<Storm> StormAsync(ServerProcess server, Shop shop, TimeSpan duration)
    {
        using var model = new HalvedModel(shop);
        var sockets = await OpenHalfAsync(server, shop.Pictures[0]);
        var work = Loaded.RunAsync(server, shop.Pictures, new LoadPlan(duration));
        await Task.Delay(duration / 3);
        model.Cut();
        await Task.Delay(duration / 3);
        var during = server.Memory;
        var result = (await work).Result;
        var hungUp = sockets.Count(socket => socket.Poll(0, SelectMode.SelectRead));
        sockets.ForEach(socket => socket.Dispose());
        await Task.Delay(Rest);
        return new(hungUp, result, during, server.Memory, Machine.Load);
    }

    /// <summary>A server that finds half a model when it starts answers with the other one, and says so.</summary>
    private static async Task<object> WithHalfAModelAsync(Shop shop)
    {
        using var model = new HalvedModel(shop);
        model.Cut();
        using var server = shop.StartServer();
        await server.ListensAsync();
        using var client = new HttpClient();
        var answering = (await Requests.AskAsync(client, server.Address, shop.Pictures[0])).GetProperty("model");
        return new { format = answering.GetProperty("format").GetString(), fallback = answering.GetProperty("fallback").GetBoolean() };
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

    private sealed record Storm(int ClosedByTheServer, LoadResult Result, ServerMemory During, ServerMemory After, double Load);
}
