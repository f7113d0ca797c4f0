using Frugal.Data;
using Frugal.Measuring;
using Frugal.Models;

namespace Frugal.Cli.Start;

/// <summary>The options of <c>frugal start</c>.</summary>
internal sealed record StartOptions
{
    /// <summary>The folder for <c>start/</c> with the models and <c>report/</c> with the page.</summary>
    public string Folder { get; init; } = Path.GetFullPath("artifacts");

    /// <summary>The library with the trained weights; null for the one included with the program.</summary>
    public ModelLibrary? Library { get; init; }

    /// <summary>Where to look for the photos.</summary>
    public DatasetOptions Data { get; init; } = new() { AllowStandIn = true };

    /// <summary>Warm-up and rounds.</summary>
    public TimingOptions Timing { get; init; } = new();

    /// <summary>Measures memory in child processes.</summary>
    public MemoryProbe Memory { get; init; } = new();

    /// <summary>Called with each progress message, one line each.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}
