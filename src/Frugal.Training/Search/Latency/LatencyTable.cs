using Frugal.Architectures;
using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Search;

/// <summary>
/// The latency of each part of a search space's networks on this machine, in ONNX Runtime. Parts are measured once and then summed, so that a candidate's
/// latency is predicted without a measurement (Wu et al. 2019, "FBNet", equation 3; Cai et al. 2019, "ProxylessNAS", section 3.2.1). Every part measured alone
/// includes overheads for the call and for layouts that a whole network has only once; two whole networks, measured in the same rounds, calibrate the sums.
/// </summary>
public sealed class LatencyTable
{
    private readonly MobileNetSpace space;
    private readonly int size;
    private readonly Dictionary<NetworkPart, double> milliseconds;
    private readonly double offset;
    private readonly double stretch;

    private LatencyTable(MobileNetSpace space, int size, Dictionary<NetworkPart, double> milliseconds, (double Smallest, double Largest) whole)
    {
        (this.space, this.size, this.milliseconds) = (space, size, milliseconds);
        var (smallest, largest) = (Sum(space.Smallest), Sum(space.Largest));
        // A line through both networks. If noise makes its slope negative, or both are the same network, the sums are only scaled.
        stretch = largest > smallest && whole.Largest > whole.Smallest ? (whole.Largest - whole.Smallest) / (largest - smallest) : whole.Largest / largest;
        offset = whole.Largest - stretch * largest;
    }

    /// <summary>Timing for short parts: more and shorter rounds than the defaults of <see cref="TimingOptions"/> for whole models.</summary>
    public static TimingOptions DefaultTiming { get; } = new()
    {
        Rounds = 11, RoundTime = TimeSpan.FromMilliseconds(1.5), WarmUpWindow = TimeSpan.FromMilliseconds(1.5), WarmUpWindows = 6,
    };

    /// <summary>The parts and their times, each measured alone, in milliseconds.</summary>
    public IReadOnlyDictionary<string, Milliseconds> Parts => milliseconds.ToDictionary(part => part.Key.ToString(), part => new Milliseconds(part.Value));

    /// <summary>Measures every part that a network of <paramref name="space"/> may have; a hundred parts take seconds.</summary>
    /// <param name="space">The networks.</param>
    /// <param name="size">Side of the pictures in pixels.</param>
    /// <param name="timing">How to measure; null for <see cref="DefaultTiming"/>.</param>
    /// <param name="run">Threads and processors; null for one thread.</param>
    /// <param name="cancellation">Stops between two rounds.</param>
    /// <exception cref="FrugalException">The space or the size is invalid.</exception>
    public static LatencyTable Measure(MobileNetSpace space, int size, TimingOptions? timing = null, ModelRunOptions? run = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        Guard.Range("Search", nameof(size), size, size is >= 1 and <= 4096, "1 to 4,096");
        var parts = NetworkPart.Of(space.Validated(), size);
        var folder = Directory.CreateTempSubdirectory("frugal-latency-").FullName;
        var models = new List<LoadedModel>();
        try
        {
            foreach (var part in parts)
            {
                Interruption.ThrowIfRequested(cancellation);
                Load(new PartNetwork(part), part.Side);
            }

            Load(new MobileNet(space.Options(space.Smallest)), size);
            Load(new MobileNet(space.Options(space.Largest)), size);
            var times = new InterleavedTimer(timing ?? DefaultTiming).Measure([.. models.Select(model => (Action)model.Run)], cancellation: cancellation);
            var table = parts.Zip(times, (part, time) => (part, time.P50.Value)).ToDictionary(pair => pair.part, pair => pair.Value);
            return new LatencyTable(space, size, table, (times[^2].P50.Value, times[^1].P50.Value));
        }
        finally
        {
            models.ForEach(model => model.Dispose());
            Directory.Delete(folder, recursive: true);
        }

        void Load(Architecture network, int side)
        {
            using (network)
            {
                var model = OnnxExporter.Export(network, [network.InputChannels, side, side]);
                FoldBatchNorm.Apply(model);
                var path = Path.Combine(folder, $"{models.Count}.onnx");
                model.Save(path);
                models.Add(LoadedModel.Load(path, run ?? new ModelRunOptions()));
            }
        }
    }

    /// <summary>The predicted latency for one picture. Use it to rank candidates; measure the final ones.</summary>
    /// <exception cref="FrugalException">The candidate belongs to another space.</exception>
    public Milliseconds Predict(Candidate candidate) => new(offset + stretch * Sum(candidate));

    private double Sum(Candidate candidate) =>
        NetworkPart.Of(space.Options(candidate), size).Sum(part => milliseconds.TryGetValue(part, out var time) ? time : throw SearchErrors.NotMeasured(part.ToString()));
}
