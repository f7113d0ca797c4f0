using Frugal.Architectures;
using Frugal.Data;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Evaluates a network on labelled pictures.</summary>
public static class Evaluator
{
    /// <summary>Evaluates <paramref name="network"/>, in evaluation mode, on every picture of <paramref name="loader"/>.</summary>
    /// <exception cref="FrugalException">The loader has no pictures.</exception>
    public static Evaluation Evaluate(Architecture network, ImageLoader loader, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loader);
        if (loader.Count == 0)
        {
            throw new FrugalException("There is no picture to evaluate on. Choose a split that has some.");
        }

        var wasTraining = network.training;
        network.eval();
        var confusion = new int[network.Classes, network.Classes];
        var loss = 0.0;
        using var inference = no_grad();
        foreach (var batch in loader.Epoch(0, cancellation))
        {
            using (batch)
            using (NewDisposeScope())
            {
                var labels = tensor(batch.Labels);
                var logits = network.call(Pictures.ToTensor(batch, loader.Options.Preprocessing.Size));
                loss += nn.functional.cross_entropy(logits, labels).item<float>() * (double)batch.Count;
                var predictions = logits.argmax(1).data<long>().ToArray();
                for (var i = 0; i < predictions.Length; i++)
                {
                    confusion[batch.Labels[i], predictions[i]]++;
                }
            }
        }

        network.train(wasTraining);
        var right = Enumerable.Range(0, network.Classes).Sum(i => confusion[i, i]);
        return new Evaluation((double)right / loader.Count, loss / loader.Count, confusion);
    }
}
