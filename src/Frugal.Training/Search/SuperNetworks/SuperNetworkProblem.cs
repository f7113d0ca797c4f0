using Frugal.Architectures;
using Frugal.Data;
using Frugal.Onnx;
using Frugal.Training;

namespace Frugal.Search;

/// <summary>
/// The search for a network within a trained <see cref="SuperNetwork"/>: a candidate's quality is its accuracy with the shared weights and statistics
/// of its own, without any training.
/// </summary>
/// <param name="network">The super-network; it stays the caller's.</param>
/// <param name="calibration">Training pictures for the candidates' batch-norm statistics.</param>
/// <param name="judge">The pictures that candidates are judged on. They choose the winner: its true accuracy has to be measured on others.</param>
public sealed class SuperNetworkProblem(SuperNetwork network, ImageLoader calibration, ImageLoader judge) : ISearchProblem
{
    /// <summary>How many batches of calibration pictures a candidate sees, at least 1; 4 by default.</summary>
    public int CalibrationBatches { get; init; } = 4;

    /// <summary>What the candidates' parts take on this machine; without it no budget can limit latency. Null by default.</summary>
    public LatencyTable? Latency { get; init; }

    /// <summary>What the candidates' files will say of themselves; it counts among their bytes. Null, the default, for nothing.</summary>
    public ModelMetadata? Metadata { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Alternatives => network.Space.Alternatives;

    /// <inheritdoc cref="SubNetworkCost.Of"/>
    public CandidateCost Cost(Candidate candidate) => SubNetworkCost.Of(network.Space, candidate, judge.Options.Preprocessing.Size, Latency, Metadata);

    /// <summary>The part of the judge's pictures that the candidate gets right, 0 to 1.</summary>
    public double Quality(Candidate candidate)
    {
        using var built = Build(candidate);
        return Evaluator.Evaluate(built, judge).Accuracy;
    }

    /// <summary>The candidate as an ordinary network, in evaluation mode, with copies of the shared weights and statistics of its own.</summary>
    public MobileNet Build(Candidate candidate)
    {
        var built = network.Extract(candidate);
        BatchNormCalibration.Apply(built, calibration, CalibrationBatches);
        built.eval();
        return built;
    }
}
