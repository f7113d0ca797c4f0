using System.Diagnostics;
using static TorchSharp.torch;

namespace Frugal.Benchmarks;

/// <summary>Nanoseconds of processor time of one call, the median of several rounds after warm-up.</summary>
internal static class CallOverhead
{
    private const int Calls = 200_000, WarmUp = 3, Rounds = 9;

    public static object Measure()
    {
        using var unrecorded = no_grad();
        set_num_threads(1);
        using var left = ones(1);
        using var right = ones(1);
        return new
        {
            add_ns = Median(() => (left + right).Dispose()),
            add_in_place_ns = Median(() => left.add_(right)),
            add_scalar_ns = Median(() => (left + 1.5).Dispose()),
            alias_ns = Median(() => left.alias().Dispose()),
            shape_ns = Median(() => _ = left.shape),
        };
    }

    private static double Median(Action call)
    {
        var rounds = new List<double>();
        for (int round = 0; round < WarmUp + Rounds; round++)
        {
            var before = Cpu();
            for (int i = 0; i < Calls; i++)
                call();
            if (round >= WarmUp)
                rounds.Add((Cpu() - before).TotalNanoseconds / Calls);
        }
        return Math.Round(rounds.Order().ElementAt(rounds.Count / 2));
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
