using Frugal.Data;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>One step: mix the batch, run the forward and backward pass, update the weights, update their average.</summary>
internal sealed class TrainingStep(TrainingState state, TrainingOptions options, ImageLoader pictures, ITrainingCompanion? companion = null)
{
    private const long MixingStream = -2;   // separate from the loader's random streams, which are numbered from -1 up

    private readonly long steps = (long)(options.Views ?? options.Epochs) * pictures.BatchCount;   // whose pictures differ
    private readonly BatchMixer mixer = new(options, state.Live.Classes);

    /// <summary>Runs step <paramref name="number"/>, counted from 0 over all epochs, and returns its loss in nats.</summary>
    public double Run(Batch batch, long number, double learningRate)
    {
        using var scope = NewDisposeScope();
        var random = new SplitMix64(options.Seed, number % steps, MixingStream);
        var same = random;
        var (images, targets) = mixer.Mix(Pictures.ToTensor(batch, pictures.Options.Preprocessing.Size), tensor(batch.Labels), ref random);
        Tensor Second() => pictures.Options.Second is { } second ? mixer.Mix(Pictures.Second(batch, second.Size), tensor(batch.Labels), ref same).Images : images;
        foreach (var group in state.Optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        state.Optimizer.zero_grad();
        var loss = Own(images, targets, number) ?? Learned(new LessonBatch(images, Second, number % steps), targets);
        loss.backward();
        companion?.GradientsReady(state.Live);
        state.Optimizer.step();
        state.Weights.Update(number);
        companion?.WeightsMoved(state.Live, state.Average, number);
        return loss.item<float>();
    }

    private Tensor? Own(Tensor images, Tensor targets, long number)
    {
        var own = companion?.Loss(state.Live, images, targets, number);
        return own is null || state.Lesson is null
            ? own
            : throw new FrugalException("Training: a teacher cannot be combined with a companion that has its own loss. Leave one of them out.");
    }

    /// <summary>The cross-entropy with the labels, or the distillation loss if there is a teacher.</summary>
    private Tensor Learned(LessonBatch batch, Tensor targets)
    {
        Tensor Hard(Tensor logits) => CrossEntropy(logits, targets);
        return state.Lesson?.Loss(state.Live, batch, Hard) ?? Hard(state.Live.call(batch.Images));
    }

    /// <summary>Cross-entropy with soft targets: -sum over classes of target * log probability, the mean over the batch.</summary>
    internal static Tensor CrossEntropy(Tensor logits, Tensor targets) => targets.mul(nn.functional.log_softmax(logits, 1)).sum(1).mean().neg();
}
