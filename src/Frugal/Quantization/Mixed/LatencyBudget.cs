using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>A choice of int8 layers with which a model meets a latency budget.</summary>
/// <param name="Options">The options with the layers that stay float32 excluded.</param>
/// <param name="Latency">The whole model's median latency with this choice, measured.</param>
/// <param name="Float">The float32 model's median in the same rounds.</param>
/// <param name="Met">Whether that is within the budget; if not, every layer is in int8.</param>
/// <param name="Layers">The gain and cost of each layer, in the order in which layers are converted to int8.</param>
/// <param name="Count">The number of layers in int8.</param>
public sealed record LatencyBudgetChoice(QuantizationOptions Options, Milliseconds Latency, Milliseconds Float, bool Met, IReadOnlyList<LayerLatency> Layers, int Count);

/// <summary>
/// Mixed precision under a latency budget: layers go from float32 to int8 in the order of time saved per error added, only as many as the measured latency of the whole
/// model needs (the order of Dong et al. 2020, "HAWQ-V2", with measured times instead of bits, as in Yao et al. 2021, "HAWQ-V3", section 3.3).
/// </summary>
public sealed record LatencyBudget
{
    /// <summary>Maximum median latency of one call.</summary>
    public required Milliseconds Most { get; init; }

    /// <summary>How layers are quantised; what it excludes stays float32.</summary>
    public QuantizationOptions Quantization { get; init; } = new();

    /// <summary>Threads, batch and processors of the calls that are timed.</summary>
    public ModelRunOptions Run { get; init; } = new();

    /// <summary>Warm-up and rounds of one measurement; by default shorter than in <see cref="TimingOptions"/>, because every layer is measured.</summary>
    public TimingOptions Timing { get; init; } = new() { Rounds = 11, RoundTime = TimeSpan.FromMilliseconds(10), WarmUpWindow = TimeSpan.FromMilliseconds(10) };

    /// <summary>Measures the layers, then whole models, and chooses.</summary>
    /// <param name="model">A float32 model.</param>
    /// <param name="data">Sample inputs, read from the beginning several times.</param>
    /// <param name="cancellation">Ends the work between two measurements.</param>
    /// <exception cref="FrugalException">The float32 model is fast enough already, or an error of <see cref="StaticQuantizer"/>.</exception>
    public LatencyBudgetChoice Fit(OnnxModel model, CalibrationData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var planned = PlannedModel.Create(model, data, Quantization, cancellation);
        using var clock = new ModelClock(planned.Model, Run, Timing);
        var (_, whole) = clock.Time(planned.Copy().Write().Model);
        if (whole.Value <= Most.Value)
        {
            throw QuantizationErrors.FastEnough(model.Source, whole, Most);
        }

        var layers = InOrder(new LayerProfile(planned, Run, Timing).Measure(data, cancellation));
        var times = new Dictionary<int, (Milliseconds Model, Milliseconds Float)>();
        var count = Search(layers.Count, Most.Value, count => Time(count).Model.Value);
        (var latency, whole) = Time(count);
        return new LatencyBudgetChoice(Options(count), latency, whole, latency.Value <= Most.Value, layers, count);

        (Milliseconds Model, Milliseconds Float) Time(int count)
        {
            Interruption.ThrowIfRequested(cancellation);
            return times.TryGetValue(count, out var known) ? known : times[count] = clock.Time(planned.With(Options(count)).Write().Model);
        }

        QuantizationOptions Options(int count) => Quantization with { Exclude = Quantization.Exclude.Union(layers.Skip(count).Select(layer => layer.Node)).ToHashSet() };
    }

    /// <summary>Sorts layers by time saved per error, highest first; layers that save no time come last, smallest error first.</summary>
    internal static IReadOnlyList<LayerLatency> InOrder(IEnumerable<LayerLatency> layers) =>
        [.. layers.OrderBy(layer => layer.SavedMs <= 0).ThenBy(layer => layer.SavedMs > 0 ? layer.Error / layer.SavedMs : layer.Error)];

    /// <summary>
    /// The smallest number of layers, 1 or more, whose measured time is within <paramref name="most"/>, found by bisection; all layers if none is. It assumes that more layers are
    /// faster; the result was always measured.
    /// </summary>
    internal static int Search(int layers, double most, Func<int, double> time)
    {
        var (low, high) = (1, layers);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = time(middle) <= most ? (low, middle) : (middle + 1, high);
        }

        return time(high) <= most ? high : layers;
    }
}
