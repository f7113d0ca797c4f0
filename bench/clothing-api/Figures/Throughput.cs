using Frugal.Benchmarks.Serving.Servers;

namespace Frugal.Benchmarks.Serving.Figures;

/// <summary>Predictions a second over 32 connections for a minute.</summary>
internal static class Throughput
{
    public static async Task<object> MeasureAsync(Shop shop, TimeSpan duration)
    {
        using var server = shop.StartServer();
        await server.ListensAsync();
        var plan = new LoadPlan(duration) { WarmUp = TimeSpan.FromSeconds(5) };
        var loaded = await Loaded.RunAsync(server, shop.Pictures, plan);
        var result = loaded.Result;
        Console.Error.WriteLine($"{result.PerSecond:0} predictions/s, p99 {result.Latency?.P99Ms} ms, {result.Errors} errors");
        return new
        {
            seconds = duration.TotalSeconds,
            connections = plan.Connections,
            upload_bytes = shop.Pictures.Average(picture => picture.Length),
            predictions_per_second = result.PerSecond,
            latency = result.Latency,
            errors = result.Errors,
            first_failure = result.FirstFailure,
            server_ms_per_prediction = loaded.ServerMsPerPrediction,
            client_ms_per_prediction = Math.Round(1000 * result.ClientProcessorSeconds / result.Answered, 4),
            other_programs = loaded.OtherPrograms,
            load = Machine.Load,
        };
    }
}
