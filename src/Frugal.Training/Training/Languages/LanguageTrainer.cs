using System.Security.Cryptography;
using System.Text.Json;
using Frugal.Architectures;
using Frugal.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>
/// Trains a language model to predict each token from those before it, with AdamW, linear warm-up and a cosine. A training that was killed resumes from its last checkpoint and ends with the same
/// weights, bit for bit, on the same machine with the same number of threads.
/// </summary>
public sealed class LanguageTrainer
{
    private readonly Func<LlamaModel> create;
    private readonly IReadOnlyList<LearnedText> texts;
    private readonly IReadOnlyList<LearnedText> validation;
    private readonly LanguageTrainingOptions options;
    private readonly string? checkpoint;

    /// <summary>Prepares a training.</summary>
    /// <param name="create">Builds the network.</param>
    /// <param name="texts">The texts to learn from.</param>
    /// <param name="validation">The texts that each epoch is evaluated on; they do not affect the training.</param>
    /// <param name="options">How to train.</param>
    /// <param name="checkpoint">The checkpoint's path; the file is read if it exists. Null to keep none.</param>
    /// <exception cref="FrugalException">An option is out of range, or a text has fewer than two tokens or another number of weights.</exception>
    public LanguageTrainer(Func<LlamaModel> create, IReadOnlyList<LearnedText> texts, IReadOnlyList<LearnedText> validation, LanguageTrainingOptions options, string? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(options);
        if (texts.Count == 0 || validation.Count == 0)
        {
            throw new FrugalException("Training: there are no texts to train on, or none to evaluate on. Give at least one of each.");
        }

        if (texts.Concat(validation).FirstOrDefault(text => text.Tokens.Count < 2 || text.Weights.Count != text.Tokens.Count) is { } wrong)
        {
            throw new FrugalException($"Training: a text has {wrong.Tokens.Count} tokens and {wrong.Weights.Count} weights. Give 2 tokens or more, and a weight for each.");
        }

        (this.create, this.texts, this.validation, this.options, this.checkpoint) = (create, texts, validation, options.Validated(), checkpoint);
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
    /// <exception cref="FrugalException">The loss is not finite, or the checkpoint cannot be used.</exception>
    public LanguageTrainingResult Train(IProgress<LanguageProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var threads = TorchThreads.Fixed();
        manual_seed(options.Seed);
        var network = create();
        try
        {
            return new LanguageTrainingResult(network, Train(network, progress, cancellation));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>The mean loss on texts in nats per token, each token counted by its weight.</summary>
    public static double Evaluate(LlamaModel network, IReadOnlyList<LearnedText> texts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(texts);
        using var noGrad = no_grad();
        var (sum, weight) = (0.0, 0.0);
        foreach (var batch in texts.OrderBy(text => text.Tokens.Count).Chunk(32))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (tokens, next, weights) = LanguageBatches.Tensors(batch);
            var total = weights.sum().item<float>();
            sum += Loss(network, tokens, next, weights).item<float>() * total;
            weight += total;
        }

        return sum / weight;
    }

    private List<LanguageEpoch> Train(LlamaModel network, IProgress<LanguageProgress>? progress, CancellationToken cancellation)
    {
        using var optimizer = Optimizer(network);
        var fingerprint = checkpoint is null ? "" : CheckpointFile.Fingerprint(network, [JsonSerializer.Serialize(options), Digest()]);
        var (history, done, sum) = (new List<LanguageEpoch>(), 0, 0.0);
        if (checkpoint is not null)
        {
            CheckpointFile.Load(checkpoint, fingerprint, reader =>
            {
                history.AddRange(JsonSerializer.Deserialize<List<LanguageEpoch>>(reader.ReadString())!);
                (done, sum) = (reader.ReadInt32(), reader.ReadDouble());
                network.load(reader);
                optimizer.load_state_dict(reader);
            });
        }

        while (history.Count < options.Epochs)
        {
            var epoch = history.Count;
            var batches = LanguageBatches.Of(texts, options.BatchSize, options.Seed, epoch);
            var total = (long)options.Epochs * batches.Count;
            network.train();
            for (; done < batches.Count; Keep(done % StepsPerCheckpoint == 0))
            {
                cancellation.ThrowIfCancellationRequested();
                var number = (long)epoch * batches.Count + done;
                var rate = new LearningRateSchedule(options.LearningRate, (long)(options.WarmUp * total), total).At(number);
                var loss = Step(network, optimizer, [.. batches[done].Select(place => texts[place])], number, rate);
                if (!double.IsFinite(loss))
                {
                    throw new FrugalException(FormattableString.Invariant($"The loss became {loss} in epoch {epoch + 1}, step {done + 1}. Lower the learning rate or lengthen the warm-up."));
                }

                sum += loss;
                done++;
                progress?.Report(new LanguageProgress(epoch + 1, options.Epochs, done, batches.Count, loss, history.LastOrDefault()));
            }

            network.eval();
            history.Add(new LanguageEpoch(epoch + 1, sum / done, Evaluate(network, validation, cancellation)));
            progress?.Report(new LanguageProgress(epoch + 1, options.Epochs, batches.Count, batches.Count, sum / done, history[^1]));
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

    private double Step(LlamaModel network, AdamW optimizer, IReadOnlyList<LearnedText> batch, long number, double rate)
    {
        using var scope = NewDisposeScope();
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }

        var random = new SplitMix64(options.Seed, number, Stream);   // the step alone determines it, not where the training was resumed
        var (tokens, next, weights) = LanguageBatches.Tensors(
            batch, options.WordDropout == 0 ? null : () => random.Chance((float)options.WordDropout) ? random.NextInt32(network.Options.Vocabulary) : null);
        optimizer.zero_grad();
        var loss = Loss(network, tokens, next, weights);
        loss.backward();
        nn.utils.clip_grad_norm_(network.parameters(), options.MaxGradient);
        optimizer.step();
        return loss.item<float>();
    }

    private const long Stream = 0x776F726473;   // "words": other random numbers than those of the batches

    private static Tensor Loss(LlamaModel network, Tensor tokens, Tensor next, Tensor weights)
    {
        var logits = network.call(tokens).flatten(0, 1);   // (B T, V)
        var losses = nn.functional.cross_entropy(logits, next.flatten(), reduction: nn.Reduction.None);
        return losses.mul(weights.flatten()).sum().div(weights.sum());
    }

    /// <summary>Matrices, then normalisations, which do not decay.</summary>
    private AdamW Optimizer(LlamaModel network) => optim.AdamW(
        [
            new AdamW.ParamGroup(network.parameters().Where(p => p.dim() > 1), lr: options.LearningRate, beta2: options.SecondMoment, weight_decay: options.WeightDecay),
            new AdamW.ParamGroup(network.parameters().Where(p => p.dim() <= 1), lr: options.LearningRate, beta2: options.SecondMoment, weight_decay: 0),
        ],
        lr: options.LearningRate);

    private string Digest()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(text));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
