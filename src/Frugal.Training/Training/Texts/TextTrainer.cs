using System.Security.Cryptography;
using System.Text.Json;
using Frugal.Architectures;
using Frugal.Texts;
using TorchSharp.Modules;
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

        using var optimizer = Optimizer(network);
        var fingerprint = checkpoint is null ? "" : CheckpointFile.Fingerprint(network, [JsonSerializer.Serialize(options), .. tasks.Select(Digest)]);
        var (history, done, sum) = (new List<TextEpoch>(), 0, 0.0);
        if (checkpoint is not null)
        {
            CheckpointFile.Load(checkpoint, fingerprint, reader =>
            {
                history.AddRange(JsonSerializer.Deserialize<List<TextEpoch>>(reader.ReadString())!);
                (done, sum) = (reader.ReadInt32(), reader.ReadDouble());
                network.load(reader);
                optimizer.load_state_dict(reader);
            });
        }

        while (history.Count < options.Epochs)
        {
            var epoch = history.Count;
            var batches = TextBatches.Of(tasks, options.BatchSize, options.Seed, epoch);
            var total = (long)options.Epochs * batches.Count;
            network.train();
            for (; done < batches.Count; Keep(done % StepsPerCheckpoint == 0))
            {
                cancellation.ThrowIfCancellationRequested();
                var number = (long)epoch * batches.Count + done;
                var share = new LearningRateSchedule(1, (long)(options.WarmUp * total), total).At(number);
                manual_seed(options.Seed + number);   // dropout depends on the step alone, not on where the training was resumed
                var loss = Step(network, optimizer, batches[done], share);
                if (!double.IsFinite(loss))
                {
                    throw new FrugalException(FormattableString.Invariant($"The loss became {loss} in epoch {epoch + 1}, step {done + 1}. Lower the learning rate or lengthen the warm-up."));
                }

                sum += loss;
                done++;
                progress?.Report(new TextProgress(epoch + 1, options.Epochs, done, batches.Count, loss, history.LastOrDefault()));
            }

            network.eval();
            history.Add(new TextEpoch(epoch + 1, sum / done, Scores(network, cancellation)));
            progress?.Report(new TextProgress(epoch + 1, options.Epochs, batches.Count, batches.Count, sum / done, history[^1]));
            (done, sum) = (0, 0);
            Keep(true);
        }

        return history;

        void Keep(bool due)
        {
            if (due && checkpoint is not null)
            {
                CheckpointFile.Save(checkpoint, fingerprint, writer =>
                {
                    writer.Write(JsonSerializer.Serialize(history));
                    writer.Write(done);
                    writer.Write(sum);
                    network.save(writer);
                    optimizer.save_state_dict(writer);
                });
            }
        }
    }

    private double Step(TextArchitecture network, AdamW optimizer, (int Task, int[] Texts) batch, double share)
    {
        using var scope = NewDisposeScope();
        var groups = optimizer.ParamGroups.ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            groups[i].LearningRate = share * (i < 2 ? options.LearningRate : options.ClassifierRate);
        }

        var task = tasks[batch.Task];
        var classes = task.Form.Classes.Count;
        var labels = tensor(batch.Texts.Select(place => (long)task.Train.Labels[place]).ToArray());
        var targets = nn.functional.one_hot(labels, classes).to_type(ScalarType.Float32).mul(1 - options.LabelSmoothing).add(options.LabelSmoothing / classes);
        optimizer.zero_grad();
        var loss = TrainingStep.CrossEntropy(network.call(TextEvaluator.Tokens(task.Train, batch.Texts)).narrow(1, First(batch.Task), classes), targets);
        loss.backward();
        nn.utils.clip_grad_norm_(network.parameters(), options.MaxGradient);
        optimizer.step();
        return loss.item<float>();
    }

    private Dictionary<string, double> Scores(TextArchitecture network, CancellationToken cancellation) => tasks.Index().ToDictionary(
        task => task.Item.Name,
        task => ClassScores.Of(task.Item.Form, TextEvaluator.Evaluate(network, task.Item.Validation, First(task.Index), task.Item.Form.Classes.Count, cancellation)));

    /// <summary>The place of a task's first logit.</summary>
    private int First(int task) => tasks.Take(task).Sum(before => before.Form.Classes.Count);

    /// <summary>Matrices, other weights, then the classifier's two.</summary>
    private AdamW Optimizer(TextArchitecture network)
    {
        var all = network.named_parameters().ToLookup(p => p.name.StartsWith("classifier.", StringComparison.Ordinal), p => p.parameter);
        return optim.AdamW(
            [
                new AdamW.ParamGroup(all[false].Where(p => p.dim() > 1), lr: options.LearningRate, weight_decay: options.WeightDecay),
                new AdamW.ParamGroup(all[false].Where(p => p.dim() <= 1), lr: options.LearningRate, weight_decay: 0),
                new AdamW.ParamGroup(all[true], lr: options.ClassifierRate, weight_decay: 0),
            ],
            lr: options.LearningRate);
    }

    private static string Digest(TextTask task)
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
