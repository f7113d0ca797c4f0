using System.Diagnostics;
using System.Globalization;

namespace Frugal.Setup;

/// <summary>Prints one line per step: its name when it starts, its result and time when it ends.</summary>
public sealed class StepReport(TextWriter output)
{
    public TextWriter Output { get; } = output;

    public T Step<T>(string name, Func<T> work, Func<T, string> describe)
    {
        var clock = Stopwatch.StartNew();
        Output.Write($"  {name,-16} ");
        Output.Flush();
        try
        {
            var result = work();
            Output.WriteLine($"{describe(result),-10} {Seconds(clock.Elapsed),8}");
            return result;
        }
        catch
        {
            Output.WriteLine($"{"failed",-10} {Seconds(clock.Elapsed),8}");
            throw;
        }
    }

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
