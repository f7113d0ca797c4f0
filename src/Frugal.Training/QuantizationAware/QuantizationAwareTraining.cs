using Frugal.Data;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>Fine-tunes image classifiers for int8: cross-entropy, Adam, a learning rate that decays to 0.</summary>
public static class QuantizationAwareTraining
{
    /// <summary>Trains <paramref name="network"/> in place and leaves it in evaluation mode.</summary>
    /// <param name="network">A network whose outputs are logits, (N, classes).</param>
    /// <param name="pictures">The training pictures, prepared as the network expects them.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <param name="progress">Notified after every step with the completed share, 0 to 1.</param>
    /// <param name="cancellation">Stops at the next step.</param>
    /// <returns>The mean loss of each epoch, in nats.</returns>
    /// <exception cref="FrugalException">The pictures do not fill a batch, or the loss is not finite.</exception>
    public static IReadOnlyList<double> Tune(QuantizationAwareNetwork network, ImageLoader pictures, TuningOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(pictures);
        options ??= new TuningOptions();
        if (pictures.BatchCount == 0)
        {
            throw new FrugalException($"{pictures.Count} training pictures do not fill one batch of {pictures.Options.BatchSize}. Lower the batch size.");
        }

        manual_seed(options.Seed);
        var total = (long)options.Epochs * pictures.BatchCount;
        var schedule = new LearningRateSchedule(options.LearningRate, 0, total);
        using var adam = optim.Adam(network.parameters(), options.LearningRate);
        var losses = new List<double>();
        network.train();
        for (var (epoch, step) = (0, 0L); epoch < options.Epochs; epoch++)
        {
            var sum = 0.0;
            foreach (var batch in pictures.Epoch(epoch, cancellation))
            {
                using (batch)
                {
                    foreach (var group in adam.ParamGroups)
                    {
                        group.LearningRate = schedule.At(step);
                    }

                    sum += Step(network, adam, batch, pictures.Options.Preprocessing.Size);
                    progress?.Report(++step / (double)total);
                }
            }

            losses.Add(sum / pictures.BatchCount);
        }

        network.eval();
        return losses;
    }

    private static double Step(QuantizationAwareNetwork network, optim.Optimizer adam, Batch batch, int size)
    {
        using var scope = NewDisposeScope();
        var loss = nn.functional.cross_entropy(network.call(Pictures.ToTensor(batch, size)), tensor(batch.Labels));
        adam.zero_grad();
        loss.backward();
        adam.step();
        var nats = loss.item<float>();
        return float.IsFinite(nats) ? nats : throw new FrugalException($"The loss became {nats}. Lower the learning rate.");
    }
}
