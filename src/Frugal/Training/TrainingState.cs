using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Everything that changes while training: what a checkpoint has to hold so that nothing is lost between epochs.</summary>
internal sealed class TrainingState : IDisposable
{
    public TrainingState(Func<Architecture> create, TrainingOptions options)
    {
        manual_seed(options.Seed);
        Live = create();
        Average = create();
        Average.load_state_dict(Live.state_dict());
        Average.eval();
        Weights = new WeightAverage(Average, Live, options.AverageDecay);
        Optimizer = optim.AdamW(
            [
                new AdamW.ParamGroup(Live.parameters().Where(p => p.dim() > 1), lr: options.LearningRate, weight_decay: options.WeightDecay),
                new AdamW.ParamGroup(Live.parameters().Where(p => p.dim() <= 1), lr: options.LearningRate, weight_decay: 0),
            ],
            lr: options.LearningRate);
    }

    public Architecture Live { get; }

    public Architecture Average { get; }

    public WeightAverage Weights { get; }

    public AdamW Optimizer { get; }

    public List<EpochSummary> History { get; } = [];

    /// <summary>Whether <paramref name="patience"/> epochs have passed since the lowest validation loss.</summary>
    public bool OutOfPatience(int? patience)
    {
        if (patience is not { } allowed || History.Count == 0)
        {
            return false;
        }

        var best = History.MinBy(e => e.ValidationLoss)!.Epoch;
        return History.Count - best >= allowed;
    }

    /// <summary>Frees the optimizer and the live network; the average is the result's.</summary>
    public void Dispose()
    {
        Optimizer.Dispose();
        Live.Dispose();
    }
}
