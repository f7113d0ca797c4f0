using Frugal.Architectures;
using Frugal.Data;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>Runs forward and backward passes of the cross-entropy on labelled pictures, batch by batch. The weights do not change.</summary>
public sealed class GradientPass
{
    private readonly ImageLoader pictures;
    private readonly int batches;

    /// <summary>Prepares the passes.</summary>
    /// <param name="pictures">The pictures and how they are batched.</param>
    /// <param name="batches">Maximum number of batches; all of an epoch by default.</param>
    /// <exception cref="FrugalException">There are fewer than two pictures.</exception>
    public GradientPass(ImageLoader pictures, int batches = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 1);
        if (pictures.Count < 2 || pictures.BatchCount == 0)
        {
            throw PruningErrors.TooFewPictures(pictures.Count);
        }

        (this.pictures, this.batches) = (pictures, batches);
    }

    /// <summary>Calls <paramref name="gradientsReady"/> after each batch, when every parameter has the gradient of that batch alone.</summary>
    internal void Run(Architecture network, Action gradientsReady)
    {
        var wasTraining = network.training;
        network.eval();
        foreach (var batch in pictures.Epoch(0).Take(batches))
        {
            using (batch)
            using (NewDisposeScope())
            {
                network.zero_grad();
                var logits = network.call(Pictures.ToTensor(batch, pictures.Options.Preprocessing.Size));
                nn.functional.cross_entropy(logits, tensor(batch.Labels)).backward();
                gradientsReady();
            }
        }

        network.zero_grad();
        network.train(wasTraining);
    }
}
