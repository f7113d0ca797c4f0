using Frugal.Architectures;
using Frugal.Data;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>
/// Trains a classifier with AdamW, a cosine schedule, mixed batches and averaged weights. After every epoch it
/// writes a checkpoint; a training that was killed resumes from there and ends with the same weights, bit for bit, on the same
/// machine with the same number of threads.
/// </summary>
public sealed class Trainer
{
    private readonly Func<Architecture> create;
    private readonly TrainingOptions options;
    private readonly string? checkpoint;
    private readonly ITeacher? teacher;

    /// <summary>Prepares a training.</summary>
    /// <param name="create">Builds the network; called twice, once for the weights and once for their average.</param>
    /// <param name="options">How to train.</param>
    /// <param name="checkpoint">The checkpoint's path; the file is read if it exists. Null to keep none.</param>
    /// <param name="teacher">The teacher network and the distillation options; null to learn from the labels alone.</param>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public Trainer(Func<Architecture> create, TrainingOptions options, string? checkpoint = null, ITeacher? teacher = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(options);
        (this.create, this.options, this.checkpoint, this.teacher) = (create, options.Validated(), checkpoint, teacher);
    }

    /// <summary>An extension that takes part in every step, such as pruning; null, the default, for none.</summary>
    public ITrainingCompanion? Companion { get; init; }

    /// <summary>Trains to the last epoch, or until patience runs out.</summary>
    /// <param name="pictures">The training pictures, shuffled, without an incomplete last batch.</param>
    /// <param name="validation">The validation pictures that each epoch is evaluated on. They affect only early stopping.</param>
    /// <param name="progress">Notified after every step.</param>
    /// <param name="cancellation">Stops at the next step; the last epoch's checkpoint stays.</param>
    /// <exception cref="FrugalException">The loss is not finite, or the checkpoint cannot be used.</exception>
    public TrainingResult Train(
        ImageLoader pictures, ImageLoader validation, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(validation);
        if (pictures.BatchCount == 0)
        {
            throw new FrugalException($"{pictures.Count} training pictures do not fill one batch of {pictures.Options.BatchSize}. Lower the batch size.");
        }

        using var threads = TorchThreads.Fixed();
        using var state = new TrainingState(create, options, teacher is null ? null : student => teacher.Begin(student, options, pictures));
        var fingerprint = Checkpoint.Fingerprint(state, options, pictures, teacher?.Identity, Companion?.Identity);
        if (checkpoint is not null)
        {
            Checkpoint.Load(checkpoint, state, fingerprint, Companion);
        }

        while (state.History.Count < options.Epochs && !state.OutOfPatience(options.Patience))
        {
            var loss = RunEpoch(state, pictures, progress, cancellation);
            var judged = Evaluator.Evaluate(state.Average, validation, cancellation);
            state.History.Add(new EpochSummary(state.History.Count + 1, loss, judged.Loss, judged.Accuracy));
            if (checkpoint is not null)
            {
                Checkpoint.Save(checkpoint, state, fingerprint, Companion);
            }

            progress?.Report(new TrainingProgress(
                state.History.Count, options.Epochs, pictures.BatchCount, pictures.BatchCount, loss, 0, state.History[^1]));
        }

        return new TrainingResult(state.Average, state.History, state.History.Count < options.Epochs);
    }

    private double RunEpoch(TrainingState state, ImageLoader pictures, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var epoch = state.History.Count;
        var batches = pictures.BatchCount;
        var schedule = new LearningRateSchedule(options.LearningRate, (long)options.WarmUpEpochs * batches, (long)options.Epochs * batches);
        var step = new TrainingStep(state, options, pictures, Companion);
        var finished = state.History.Count > 0 ? state.History[^1] : null;
        var sum = 0.0;
        var done = 0;
        manual_seed(options.Seed + epoch);
        state.Live.train();
        foreach (var batch in pictures.Epoch(epoch % (options.Views ?? options.Epochs), cancellation))
        {
            using (batch)
            {
                var number = (long)epoch * batches + done;
                var rate = schedule.At(number);
                var loss = step.Run(batch, number, rate);
                if (!double.IsFinite(loss))
                {
                    throw new FrugalException(FormattableString.Invariant(
                        $"The loss became {loss} in epoch {epoch + 1}, step {done + 1}, at a learning rate of {rate:g3}. Lower the learning rate or lengthen the warm-up."));
                }

                sum += loss;
                done++;
                progress?.Report(new TrainingProgress(epoch + 1, options.Epochs, done, batches, loss, rate, finished));
            }
        }

        return sum / done;
    }
}
