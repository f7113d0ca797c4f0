using ClothingApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ShopLimits = ClothingApi.Operations.Limits;

namespace Labs.ClothingApi.Grader.Probes;

/// <summary>The server, in the student's process; the grader is its client, over a Unix socket in the scratch folder.</summary>
public static class ServerProbes
{
    private static WebApplication? running;

    /// <summary>Starts the server with these arguments; one that runs is ended.</summary>
    public static async Task<bool> Start(string[] arguments)
    {
        if (running is { } before)
        {
            running = null;
            await before.StopAsync(new CancellationToken(canceled: true));
            await before.DisposeAsync();
        }

        running = ClothingApp.Create(arguments);
        await running.StartAsync();
        return true;
    }

    /// <summary>Whether the process still answers.</summary>
    public static bool Ping(int _) => running is not null;

    /// <summary>Collects what no longer serves: what remains is what the server keeps.</summary>
    public static bool Collect(int _)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return true;
    }

    /// <summary>Task 9's numbers: rate and burst, the largest upload, the connection's limits.</summary>
    public static double[] LimitsOf(int _)
    {
        var settings = new ClothingSettings { RequestsPerSecond = 123, Burst = 456, LargestUpload = "2 MB" };
        var kestrel = new KestrelServerLimits();
        ShopLimits.Connections(kestrel, settings);
        var rate = ShopLimits.Rate(settings);
        return
        [
            rate.PerSecond, rate.Burst, ShopLimits.Uploads(settings).Largest.Bytes, kestrel.MaxRequestBodySize ?? -1,
            kestrel.RequestHeadersTimeout.TotalSeconds, kestrel.MinRequestBodyDataRate?.BytesPerSecond ?? -1, kestrel.KeepAliveTimeout.TotalSeconds,
        ];
    }

    /// <summary>Which of these paths the rate limit counts.</summary>
    public static bool[] Limited(string[] paths) => [.. paths.Select(path => ShopLimits.IsLimited(path))];
}
