using Frugal.Architectures;
using Frugal.Data;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>One step: mix the batch, run it forward and back, move the weights, move their average.</summary>
internal sealed class TrainingStep(TrainingState state, TrainingOptions options, int size, Architecture? teacher)
{
    private const long MixingStream = -2;   // apart from the loader's draws, which are numbered from -1 up

    private readonly BatchMixer mixer = new(options, state.Live.Classes);

    /// <summary>Runs step <paramref name="number"/>, counted from 0 over all epochs, and returns its loss in nats.</summary>
    public double Run(Batch batch, long number, double learningRate)
    {
        using var scope = NewDisposeScope();
        var random = new SplitMix64(options.Seed, number, MixingStream);
        var (images, targets) = mixer.Mix(Pictures.ToTensor(batch, size), tensor(batch.Labels), ref random);
        if (teacher is not null)
        {
            using var noGrad = no_grad();
            var opinion = nn.functional.softmax(teacher.call(images), 1);
            targets = targets.mul(1 - options.TeacherWeight).add(opinion.mul(options.TeacherWeight));
        }

        foreach (var group in state.Optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        // Cross-entropy with soft targets: -sum over classes of target * log probability, the mean over the batch.
        var logits = state.Live.call(images);
        var loss = targets.mul(nn.functional.log_softmax(logits, 1)).sum(1).mean().neg();
        state.Optimizer.zero_grad();
        loss.backward();
        state.Optimizer.step();
        state.Weights.Update(number);
        return loss.item<float>();
    }
}
