using Frugal.Architectures;
using Frugal.Distillation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Everything that changes while training: what a checkpoint has to hold so that nothing is lost between epochs.</summary>
internal sealed class TrainingState : IDisposable
{
    public TrainingState(Func<Architecture> create, TrainingOptions options, Func<Architecture, Distiller>? distil = null)
    {
        manual_seed(options.Seed);
        Live = create();
        Average = create();
        Average.load_state_dict(Live.state_dict());
        Average.eval();
        Weights = new WeightAverage(Average, Live, options.AverageDecay);
        Distiller = distil?.Invoke(Live);
        var learned = Live.parameters().Concat(Distiller?.Parameters ?? []).ToList();
        Optimizer = optim.AdamW(
            [
                new AdamW.ParamGroup(learned.Where(p => p.dim() > 1), lr: options.LearningRate, weight_decay: options.WeightDecay),
                new AdamW.ParamGroup(learned.Where(p => p.dim() <= 1), lr: options.LearningRate, weight_decay: 0),
            ],
            lr: options.LearningRate);
    }

    public Architecture Live { get; }

    public Architecture Average { get; }

    public WeightAverage Weights { get; }

    /// <summary>The teacher's part; null where the labels alone are learned.</summary>
    public Distiller? Distiller { get; }

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

    /// <summary>Frees the optimizer, the teacher's part and the live network; the average is the result's.</summary>
    public void Dispose()
    {
        Optimizer.Dispose();
        Distiller?.Dispose();
        Live.Dispose();
    }
}
