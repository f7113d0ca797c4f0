using Frugal.Architectures;
using Frugal.Data;
using Frugal.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Search;

/// <summary>
/// Recalculates a network's batch-norm statistics from its own features. The statistics inherited from a super-network are those of another network, and wrong
/// (Yu et al. 2019, "Slimmable neural networks", section 3.1; recalculated as in Guo et al. 2020, section 3.4).
/// </summary>
public static class BatchNormCalibration
{
    /// <summary>Replaces the running means and variances by their averages over the first batches of <paramref name="pictures"/>. No weight changes.</summary>
    /// <param name="network">The network; its training or evaluation mode does not change.</param>
    /// <param name="pictures">Training pictures, in any order.</param>
    /// <param name="batches">Number of batches, at least 1; all if there are fewer.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="FrugalException">There is no batch.</exception>
    public static void Apply(Architecture network, ImageLoader pictures, int batches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(pictures);
        Guard.Range("Search", nameof(batches), Math.Min(batches, pictures.BatchCount), batches > 0 && pictures.BatchCount > 0, "at least 1");
        var training = network.training;
        var norms = network.modules().OfType<BatchNorm2d>().Select(norm => (Norm: norm, norm.momentum)).ToArray();
        network.eval();
        foreach (var (norm, _) in norms)
        {
            norm.reset_running_stats();
            norm.momentum = null;   // the average of all batches with equal weights
            norm.train();
        }

        using var unrecorded = no_grad();
        foreach (var batch in pictures.Epoch(0, cancellation).Take(batches))
        {
            using (batch)
            using (NewDisposeScope())
            {
                network.call(Pictures.ToTensor(batch, pictures.Options.Preprocessing.Size));
            }
        }

        foreach (var (norm, momentum) in norms)
        {
            norm.momentum = momentum;
        }

        network.train(training);
    }
}
