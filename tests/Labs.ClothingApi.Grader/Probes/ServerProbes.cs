using ClothingApi;
using ClothingApi.Models;
using ClothingApi.Operations;
using ClothingApi.Preparation;
using Frugal.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ShopLimits = ClothingApi.Operations.Limits;

namespace Labs.ClothingApi.Grader.Probes;

/// <summary>How the server is started.</summary>
/// <param name="Arguments">Its settings.</param>
/// <param name="Photos">The folder with the pictures that the grader prepared; null if the student's code prepares them.</param>
/// <param name="Models">Whether the grader opens the models.</param>
/// <param name="Prediction">The grader's answer for every picture, as JSON; null if the student's code answers.</param>
public sealed record ServerRequest(string[] Arguments, string? Photos, bool Models, string? Prediction);

/// <summary>A shop's folder, and whether its files are being made.</summary>
public sealed record HealthRequest(string Folder, bool BeingMade);

/// <summary>Its health.</summary>
public sealed record HealthAnswer(string Status, bool Live, bool Ready, string State, long Bytes);

/// <summary>The server, in the student's process; the grader is its client, over a Unix socket in the scratch folder.</summary>
public static class ServerProbes
{
    private static WebApplication? running;

    /// <summary>Starts the server with these arguments and what the grader gives it; one that runs is ended.</summary>
    public static async Task<bool> Start(ServerRequest request)
    {
        if (running is { } before)
        {
            running = null;
            await before.StopAsync(new CancellationToken(canceled: true));
            await before.DisposeAsync();
        }

        Given.Photos(request.Photos);
        Given.Models(request.Models);
        Given.Prediction(request.Prediction);
        running = ClothingApp.Create(request.Arguments);
        await running.StartAsync();
        return true;
    }

    /// <summary>Whether the process still answers.</summary>
    public static bool Ping(int _) => running is not null;

    /// <summary>Collects what no longer serves: what remains is what the server keeps. Returns the anonymous memory in bytes.</summary>
    public static long Collect(int _)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return MemorySnapshot.OfThisProcess().Anonymous.Bytes;
    }

    /// <summary>Task 7's health of a shop whose models lie in <see cref="HealthRequest.Folder"/>.</summary>
    public static HealthAnswer Health(HealthRequest request)
    {
        var folder = PreparedFolder.Of(new ClothingSettings { Source = "garments", Folder = request.Folder });
        folder.IsBeingMade = request.BeingMade;
        var report = HealthEndpoint.Report(new ModelShelf(folder), folder);
        return new(report.Status, report.Live, report.Ready, report.Model.State, report.Model.Bytes);
    }

    /// <summary>Task 10's numbers: rate and burst, the largest upload, the connection's limits.</summary>
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
            ShopLimits.Uploads(settings).InMemory.Bytes, kestrel.MinRequestBodyDataRate?.GracePeriod.TotalSeconds ?? -1,
        ];
    }

    /// <summary>Which of these paths the rate limit counts.</summary>
    public static bool[] Limited(string[] paths) => [.. paths.Select(path => ShopLimits.IsLimited(path))];
}
