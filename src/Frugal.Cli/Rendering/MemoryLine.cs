using Frugal.Measuring;

namespace Frugal.Cli.Rendering;

/// <summary>Memory as it changes: one line on a terminal, redrawn; otherwise a line per reading. It goes to the error console, so that a watched program keeps the output to itself.</summary>
internal sealed class MemoryLine(Terminal terminal)
{
    private const int BarWidth = 30;

    private readonly bool live = terminal.ErrorConsole.Profile.Capabilities.Interactive;
    private MemoryReading first;
    private MemoryReading last;
    private MemorySnapshot peak;

    /// <summary>Number of readings shown.</summary>
    public int Readings { get; private set; }

    /// <summary>Shows a reading.</summary>
    public void Show(MemoryReading reading)
    {
        first = Readings++ == 0 ? reading : first;
        (last, peak) = (reading, peak.Max(reading.Memory));
        var line = FormattableString.Invariant(
            $"{reading.Time.TotalSeconds,7:0.0} s  anonymous {reading.Memory.Anonymous,9}  file-backed {reading.Memory.File,9}  {(reading.Processes == 1 ? "1 process" : $"{reading.Processes} processes")}");
        if (live)
        {
            terminal.Error.Write($"\r{line}  {Bar(reading.Memory)}\u001b[K");
        }
        else
        {
            terminal.Error.WriteLine(line);
        }
    }

    /// <summary>Ends the line with the first, the highest and the last memory.</summary>
    public void Summarize()
    {
        if (live)
        {
            terminal.Error.WriteLine();
        }

        terminal.Error.WriteLine(FormattableString.Invariant($"{Readings} readings in {last.Time.TotalSeconds:0.0} s"));
        terminal.Error.WriteLine($"anonymous    first {first.Memory.Anonymous}, highest {peak.Anonymous}, last {last.Memory.Anonymous}");
        terminal.Error.WriteLine($"file-backed  first {first.Memory.File}, highest {peak.File}, last {last.Memory.File}");
    }

    /// <summary>Anonymous memory as full blocks, file-backed memory as shaded ones, against the highest sum so far.</summary>
    private string Bar(MemorySnapshot memory)
    {
        var whole = Math.Max(1, peak.Anonymous.Bytes + peak.File.Bytes);
        var anonymous = (int)(BarWidth * memory.Anonymous.Bytes / whole);
        return new string('█', anonymous) + new string('░', (int)(BarWidth * memory.File.Bytes / whole));
    }
}
