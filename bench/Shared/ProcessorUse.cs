using System.Globalization;

namespace Frugal.Benchmarks;

/// <summary>How busy the machine's processors are, from Linux's /proc/stat.</summary>
/// <param name="Busy">Processor seconds of all programs since the machine's start.</param>
internal readonly record struct ProcessorUse(double Busy)
{
    private const double TicksPerSecond = 100;           // USER_HZ, the same on every Linux that .NET runs on
    private const int Idle = 3, Waiting = 4, Stolen = 8;

    public static ProcessorUse Now()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..(Stolen + 1)]
            .Select(field => double.Parse(field, CultureInfo.InvariantCulture));
        return new(ticks.Where((_, i) => i is not Idle and not Waiting).Sum() / TicksPerSecond);
    }
}
