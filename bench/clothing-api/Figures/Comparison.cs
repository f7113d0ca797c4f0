using Frugal.Benchmarks.Serving.Servers;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Serving.Figures;

/// <summary>The lab's server against Flask, in interleaved rounds: what the machine's neighbours do hits both.</summary>
internal static class Comparison
{
    private const double Alike = 0.02;

    public static async Task<object> MeasureAsync(Shop shop, int rounds, TimeSpan each)
    {
        using var server = shop.StartServer();
        using var flask = shop.StartBaseline();
        await server.ListensAsync();
        await flask.ListensAsync();
        var agreement = await AgreementAsync(server, flask, shop.Pictures);
        var (ours, theirs) = (new List<Loaded>(), new List<Loaded>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await Loaded.RunAsync(server, shop.Pictures, new LoadPlan(each)));
            theirs.Add(await Loaded.RunAsync(flask, shop.Pictures, new LoadPlan(each)));
            Console.Error.WriteLine($"round {round + 1} of {rounds}: {ours[^1].Result.PerSecond:0} and {theirs[^1].Result.PerSecond:0} predictions/s");
        }

        return new
        {
            rounds,
            seconds_each = each.TotalSeconds,
            clothing_api = Summary(ours),
            flask = Summary(theirs),
            ratio = Interval(ours.Zip(theirs, (own, other) => own.Result.PerSecond / other.Result.PerSecond)),
            ratio_of_processor_time = Interval(ours.Zip(theirs, (own, other) => other.ServerMsPerPrediction / own.ServerMsPerPrediction)),
            same_labels = agreement.Labels,
            of = shop.Pictures.Count,
            close_confidences = agreement.Confidences,
        };
    }

    public static object Interval(IEnumerable<double> values)
    {
        var interval = MedianInterval.Of(values);
        return new { median = Math.Round(interval.Median, 3), low = Math.Round(interval.Low, 3), high = Math.Round(interval.High, 3), coverage = Math.Round(interval.Coverage, 3) };
    }

    private static object Summary(List<Loaded> rounds) => new
    {
        per_second = Interval(rounds.Select(round => round.Result.PerSecond)),
        p50_ms = Median(rounds, round => round.Result.Latency?.P50Ms ?? 0),
        p99_ms = Median(rounds, round => round.Result.Latency?.P99Ms ?? 0),
        errors = rounds.Sum(round => round.Result.Errors),
        server_ms_per_prediction = Median(rounds, round => round.ServerMsPerPrediction),
        client_ms_per_prediction = Median(rounds, round => 1000 * round.Result.ClientProcessorSeconds / round.Result.Answered),
        other_programs = Median(rounds, round => round.OtherPrograms),
    };

    private static double Median(List<Loaded> rounds, Func<Loaded, double> of) => Math.Round(Quantile.Median(rounds.Select(of)), 3);

    /// <summary>Both serve the same network: they see the same in the pictures, but for what int8 rounds.</summary>
    private static async Task<(int Labels, int Confidences)> AgreementAsync(ServerProcess server, ServerProcess flask, IReadOnlyList<byte[]> pictures)
    {
        using var client = new HttpClient();
        var (labels, confidences) = (0, 0);
        foreach (var picture in pictures)
        {
            var (own, other) = (await Requests.AskAsync(client, server.Address, picture), await Requests.AskAsync(client, flask.Address, picture));
            var same = own.GetProperty("label").GetString() == other.GetProperty("label").GetString();
            labels += same ? 1 : 0;
            confidences += same && Math.Abs(own.GetProperty("confidence").GetDouble() - other.GetProperty("confidence").GetDouble()) <= Alike ? 1 : 0;
        }

        return (labels, confidences);
    }
}
