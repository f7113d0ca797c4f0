using Frugal.Architectures;
using Frugal.Texts;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Evaluates a network for text whose logits are those of several tasks, one after another.</summary>
public static class TextEvaluator
{
    private const int BatchSize = 64;

    /// <summary>Counts [label, prediction] of <paramref name="texts"/>; a prediction is the highest of a task's own logits.</summary>
    /// <param name="network">The network, evaluated in evaluation mode.</param>
    /// <param name="texts">The texts and their labels.</param>
    /// <param name="first">The place of the task's first logit.</param>
    /// <param name="classes">The number of its classes.</param>
    /// <param name="cancellation">Stops after a batch.</param>
    public static int[,] Evaluate(TextArchitecture network, LabelledTokens texts, int first, int classes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(texts);
        var wasTraining = network.training;
        network.eval();
        var confusion = new int[classes, classes];
        using var inference = no_grad();
        foreach (var batch in Enumerable.Range(0, texts.Texts.Count).OrderBy(place => texts.Texts[place].Length).Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var predictions = network.call(Tokens(texts, batch)).narrow(1, first, classes).argmax(1).data<long>().ToArray();
            for (var i = 0; i < batch.Length; i++)
            {
                confusion[texts.Labels[batch[i]], predictions[i]]++;
            }
        }

        network.train(wasTraining);
        return confusion;
    }

    /// <summary>A task's own score on its validation texts.</summary>
    internal static double Score(TextArchitecture network, TextTask task, int first, CancellationToken cancellation) =>
        ClassScores.Of(task.Form, Evaluate(network, task.Validation, first, task.Form.Classes.Count, cancellation));

    /// <summary>The tokens of some texts, int64 (N, L).</summary>
    internal static Tensor Tokens(LabelledTokens texts, IReadOnlyCollection<int> places)
    {
        var (rows, length) = WordPieces.Pad([.. places.Select(place => texts.Texts[place])]);
        return tensor(rows, [places.Count, length]);
    }
}
