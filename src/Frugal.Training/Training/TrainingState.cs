using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Everything that changes during training; a checkpoint has to store it so that nothing is lost between epochs.</summary>
internal sealed class TrainingState : IDisposable
{
    public TrainingState(Func<Architecture> create, TrainingOptions options, Func<Architecture, ILesson>? teach = null)
    {
        manual_seed(options.Seed);
        Live = create();
        Average = create();
        Average.load_state_dict(Live.state_dict());
        Average.eval();
        Weights = new WeightAverage(Average, Live, options.AverageDecay);
        Lesson = teach?.Invoke(Live);
        var learned = Live.parameters().Concat(Lesson?.Parameters ?? []).ToList();
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

    /// <summary>The distiller; null if there is no teacher.</summary>
    public ILesson? Lesson { get; }

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

    /// <summary>Frees the optimizer, the distiller and the live network; the result owns the average.</summary>
    public void Dispose()
    {
        Optimizer.Dispose();
        Lesson?.Dispose();
        Live.Dispose();
    }
}
