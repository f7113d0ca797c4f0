using System.Text.Json;
using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Trains a network for text, step by step, whatever its loss: AdamW, linear warm-up and a cosine, evaluation after each epoch, a checkpoint to resume from.</summary>
/// <param name="network">The network.</param>
/// <param name="companion">A module that learns with it and is not part of it; null for none.</param>
/// <param name="options">Rates, epochs, seed.</param>
/// <param name="checkpoint">The checkpoint's path; null for none.</param>
internal sealed class TextLoop<TBatch>(TextArchitecture network, nn.Module? companion, TextTrainingOptions options, string? checkpoint)
{
    /// <summary>Steps between two checkpoints.</summary>
    public required int StepsPerCheckpoint { get; init; }

    /// <summary>What determines the training, apart from the first weights: a checkpoint of another training is refused.</summary>
    public required IReadOnlyList<string> Fingerprint { get; init; }

    /// <summary>The batches of an epoch, counted from 0.</summary>
    public required Func<int, IReadOnlyList<TBatch>> Batches { get; init; }

    /// <summary>The loss of a batch, a scalar; the second argument is the step's number over all epochs.</summary>
    public required Func<TBatch, long, Tensor> Loss { get; init; }

    /// <summary>Each task's score.</summary>
    public required Func<IReadOnlyDictionary<string, double>> Scores { get; init; }

    /// <summary>Trains to the last epoch.</summary>
    public List<TextEpoch> Run(IProgress<TextProgress>? progress, CancellationToken cancellation)
    {
        using var optimizer = Optimizer();
        var fingerprint = checkpoint is null ? "" : CheckpointFile.Fingerprint(network, Fingerprint);
        var (history, done, sum) = (new List<TextEpoch>(), 0, 0.0);
        if (checkpoint is not null)
        {
            CheckpointFile.Load(checkpoint, fingerprint, reader =>
            {
                history.AddRange(JsonSerializer.Deserialize<List<TextEpoch>>(reader.ReadString())!);
                (done, sum) = (reader.ReadInt32(), reader.ReadDouble());
                network.load(reader);
                companion?.load(reader);
                optimizer.load_state_dict(reader);
            });
        }

        while (history.Count < options.Epochs)
        {
            var epoch = history.Count;
            var batches = Batches(epoch);
            var total = (long)options.Epochs * batches.Count;
            network.train();
            for (; done < batches.Count; Keep(done % StepsPerCheckpoint == 0))
            {
                cancellation.ThrowIfCancellationRequested();
                var number = (long)epoch * batches.Count + done;
                var share = new LearningRateSchedule(1, (long)(options.WarmUp * total), total).At(number);
                manual_seed(options.Seed + number);   // dropout depends on the step alone, not on where the training was resumed
                var loss = Step(optimizer, batches[done], number, share);
                if (!double.IsFinite(loss))
                {
                    throw new FrugalException(FormattableString.Invariant($"The loss became {loss} in epoch {epoch + 1}, step {done + 1}. Lower the learning rate or lengthen the warm-up."));
                }

                sum += loss;
                done++;
                progress?.Report(new TextProgress(epoch + 1, options.Epochs, done, batches.Count, loss, history.LastOrDefault()));
            }

            network.eval();
            history.Add(new TextEpoch(epoch + 1, sum / done, Scores()));
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
                    companion?.save(writer);
                    optimizer.save_state_dict(writer);
                });
            }
        }
    }

    private double Step(AdamW optimizer, TBatch batch, long number, double share)
    {
        using var scope = NewDisposeScope();
        var groups = optimizer.ParamGroups.ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            groups[i].LearningRate = share * (i < 2 ? options.LearningRate : options.ClassifierRate);
        }

        optimizer.zero_grad();
        var loss = Loss(batch, number);
        loss.backward();
        nn.utils.clip_grad_norm_(network.parameters(), options.MaxGradient);
        optimizer.step();
        return loss.item<float>();
    }

    /// <summary>Matrices, other weights, then the classifier's two and the companion's.</summary>
    private AdamW Optimizer()
    {
        var all = network.named_parameters().ToLookup(p => p.name.StartsWith("classifier.", StringComparison.Ordinal), p => p.parameter);
        return optim.AdamW(
            [
                new AdamW.ParamGroup(all[false].Where(p => p.dim() > 1), lr: options.LearningRate, weight_decay: options.WeightDecay),
                new AdamW.ParamGroup(all[false].Where(p => p.dim() <= 1), lr: options.LearningRate, weight_decay: 0),
                new AdamW.ParamGroup([.. all[true], .. companion?.parameters() ?? []], lr: options.ClassifierRate, weight_decay: 0),
            ],
            lr: options.LearningRate);
    }
}
