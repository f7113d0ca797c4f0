using System.Security.Cryptography;
using System.Text.Json;
using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>
/// Trains one network on several tasks at once (Caruana 1997, "Multitask learning"; Liu et al. 2019, "Multi-task deep neural networks for natural language
/// understanding", algorithm 1): each step is a batch of one task, and its loss is that of the task's own logits, which lie one after another in the network's. AdamW, linear warm-up and a cosine.
/// A training that was killed resumes from its last checkpoint and ends with the same weights, bit for bit, on the same machine with the same number of threads.
/// </summary>
public sealed class TextTrainer
{
    private readonly Func<TextArchitecture> create;
    private readonly IReadOnlyList<TextTask> tasks;
    private readonly TextTrainingOptions options;
    private readonly string? checkpoint;

    /// <summary>Prepares a training.</summary>
    /// <param name="create">Builds the network: one logit for each class of each task, in the tasks' order.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="options">How to train.</param>
    /// <param name="checkpoint">The checkpoint's path; the file is read if it exists. Null to keep none.</param>
    /// <exception cref="FrugalException">An option is out of range, or there is nothing to train on.</exception>
    public TextTrainer(Func<TextArchitecture> create, IReadOnlyList<TextTask> tasks, TextTrainingOptions options, string? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(options);
        if (tasks.Count == 0 || tasks.Any(task => task.Train.Texts.Count == 0 || task.Validation.Texts.Count == 0))
        {
            throw new FrugalException("Training: there is no task, or one without texts. Give at least one text to train on and one to evaluate on for each task.");
        }

        (this.create, this.tasks, this.options, this.checkpoint) = (create, tasks, options.Validated(), checkpoint);
    }

    /// <summary>Steps between two checkpoints, at least 1; the end of an epoch writes one too. 100 by default.</summary>
    public int StepsPerCheckpoint
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(StepsPerCheckpoint), value, "At least 1 step lies between two checkpoints.");
    } = 100;

    /// <summary>Trains to the last epoch.</summary>
    /// <param name="progress">Notified after every step.</param>
    /// <param name="cancellation">Stops at the next step; the last checkpoint stays.</param>
    /// <exception cref="FrugalException">The loss is not finite, the network has another number of logits, or the checkpoint cannot be used.</exception>
    public TextTrainingResult Train(IProgress<TextProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var threads = TorchThreads.Fixed();
        manual_seed(options.Seed);
        var network = create();
        try
        {
            return new TextTrainingResult(network, Train(network, progress, cancellation));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private List<TextEpoch> Train(TextArchitecture network, IProgress<TextProgress>? progress, CancellationToken cancellation)
    {
        var logits = tasks.Sum(task => task.Form.Classes.Count);
        if (network.Classes != logits)
        {
            throw new FrugalException($"Training: the network has {network.Classes} logits and the tasks have {logits} classes. Build it with {logits}.");
        }

        var loop = new TextLoop<(int Task, int[] Texts)>(network, null, options, checkpoint)
        {
            StepsPerCheckpoint = StepsPerCheckpoint,
            Fingerprint = [JsonSerializer.Serialize(options), .. tasks.Select(Digest)],
            Batches = epoch => TextBatches.Of(tasks, options.BatchSize, options.Seed, epoch),
            Loss = (batch, _) => Loss(network, batch),
            Scores = () => tasks.Index().ToDictionary(task => task.Item.Name, task => TextEvaluator.Score(network, task.Item, First(task.Index), cancellation)),
        };
        return loop.Run(progress, cancellation);
    }

    private Tensor Loss(TextArchitecture network, (int Task, int[] Texts) batch)
    {
        var task = tasks[batch.Task];
        var classes = task.Form.Classes.Count;
        var labels = tensor(batch.Texts.Select(place => (long)task.Train.Labels[place]).ToArray());
        var targets = nn.functional.one_hot(labels, classes).to_type(ScalarType.Float32).mul(1 - options.LabelSmoothing).add(options.LabelSmoothing / classes);
        return TrainingStep.CrossEntropy(network.call(TextEvaluator.Tokens(task.Train, batch.Texts)).narrow(1, First(batch.Task), classes), targets);
    }

    /// <summary>The place of a task's first logit.</summary>
    private int First(int task) => tasks.Take(task).Sum(before => before.Form.Classes.Count);

    internal static string Digest(TextTask task)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (text, label) in task.Train.Texts.Zip(task.Train.Labels))
        {
            digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(text));
            digest.AppendData(BitConverter.GetBytes(label));
        }

        return $"{task.Name} {Convert.ToHexStringLower(digest.GetHashAndReset())}";
    }
}
