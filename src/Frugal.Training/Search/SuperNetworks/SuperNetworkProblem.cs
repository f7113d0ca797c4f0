using Frugal.Architectures;
using Frugal.Data;
using Frugal.Onnx;
using Frugal.Training;

namespace Frugal.Search;

/// <summary>
/// The search for a network within a trained <see cref="SuperNetwork"/>: a candidate's quality is its accuracy with the shared weights and its own
/// batch-norm statistics, without any training.
/// </summary>
/// <param name="network">The super-network; the caller keeps ownership.</param>
/// <param name="calibration">Training pictures for the candidates' batch-norm statistics.</param>
/// <param name="judge">The pictures that candidates are evaluated on. They select the winner, so measure its accuracy on other, held-out pictures.</param>
public sealed class SuperNetworkProblem(SuperNetwork network, ImageLoader calibration, ImageLoader judge) : ISearchProblem
{
    /// <summary>Number of batches for calibrating a candidate's batch-norm statistics, at least 1; 4 by default.</summary>
    public int CalibrationBatches { get; init; } = 4;

    /// <summary>The latency of the candidates' parts on this machine; without it a budget cannot limit latency. Null by default.</summary>
    public LatencyTable? Latency { get; init; }

    /// <summary>The metadata of the candidates' files, which counts towards their size. Null, the default, for none.</summary>
    public ModelMetadata? Metadata { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Alternatives => network.Space.Alternatives;

    /// <inheritdoc cref="SubNetworkCost.Of"/>
    public CandidateCost Cost(Candidate candidate) => SubNetworkCost.Of(network.Space, candidate, judge.Options.Preprocessing.Size, Latency, Metadata);

    /// <summary>The candidate's accuracy on the judge's pictures, 0 to 1.</summary>
    public double Quality(Candidate candidate)
    {
        using var built = Build(candidate);
        return Evaluator.Evaluate(built, judge).Accuracy;
    }

    /// <summary>The candidate as an ordinary network in evaluation mode, with copies of the shared weights and its own batch-norm statistics.</summary>
    public MobileNet Build(Candidate candidate)
    {
        var built = network.Extract(candidate);
        BatchNormCalibration.Apply(built, calibration, CalibrationBatches);
        built.eval();
        return built;
    }
}
