using Frugal.Data;
using Frugal.Measuring;
using Frugal.Training;

namespace Frugal.Cli.Start;

/// <summary>What <c>frugal start</c> works with.</summary>
internal sealed record StartOptions
{
    /// <summary>Receives <c>start/</c> with the models and <c>report/</c> with the page.</summary>
    public string Folder { get; init; } = Path.GetFullPath("artifacts");

    /// <summary>Where the trained weights are; null for those that the program came with.</summary>
    public ModelLibrary? Library { get; init; }

    /// <summary>Where the photos are looked for.</summary>
    public DatasetOptions Data { get; init; } = new() { AllowStandIn = true };

    /// <summary>Warm-up and rounds.</summary>
    public TimingOptions Timing { get; init; } = new();

    /// <summary>The processes that measure memory.</summary>
    public MemoryProbe Memory { get; init; } = new();

    /// <summary>Told what is being done, a line each.</summary>
    public Action<string> Tell { get; init; } = _ => { };
}
