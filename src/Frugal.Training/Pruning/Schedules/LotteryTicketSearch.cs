using Frugal.Architectures;
using Frugal.Data;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>
/// Searches for a sparse subnetwork of a large network: train, remove the smallest weights, rewind the others to their initial
/// values, and repeat (Frankle and Carbin 2019, "The lottery ticket hypothesis", section 2, iterative pruning).
/// </summary>
/// <param name="create">Builds the network; TorchSharp's seed determines its weights.</param>
/// <param name="training">How each round is trained.</param>
/// <param name="options">Rounds and rates; null for the defaults.</param>
public sealed class LotteryTicketSearch(Func<Architecture> create, TrainingOptions training, LotteryOptions? options = null)
{
    private readonly LotteryOptions options = (options ?? new LotteryOptions()).Validated();

    /// <summary>Trains every round and returns the ticket of the last one, not trained yet.</summary>
    /// <param name="pictures">The training pictures, shuffled, without an incomplete last batch.</param>
    /// <param name="validation">The validation pictures that each epoch is evaluated on.</param>
    /// <param name="cancellation">Stops at the next step.</param>
    /// <exception cref="FrugalException">The training fails, or is shorter than <see cref="LotteryOptions.RewindStep"/>.</exception>
    public LotteryTicket Find(ImageLoader pictures, ImageLoader validation, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (options.RewindStep >= (long)training.Epochs * pictures.BatchCount)
        {
            throw Guard.OutOfRange("Pruning", nameof(LotteryOptions.RewindStep), options.RewindStep, "below the number of training steps");
        }

        using var rewind = new RewindPoint(create, options.RewindStep);
        var rounds = new List<LotteryTicket.Round>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            using var result = new Trainer(rewind.Network, training) { Companion = rewind }.Train(pictures, validation, cancellation: cancellation);
            rounds.Add(new LotteryTicket.Round(1 - Math.Pow(1 - options.Rate, round - 1), result.History[^1].ValidationAccuracy));
            var sparsity = 1 - Math.Pow(1 - options.Rate, round);
            rewind.Masks?.Dispose();
            rewind.Masks = WeightMasks.Choose(result.Network, WeightScores.Magnitude(result.Network), new MaskOptions { Sparsity = sparsity, Scope = options.Scope });
        }

        var masks = rewind.Masks!;
        var start = rewind.Network();
        rewind.Masks = null;   // now owned by the ticket
        return new LotteryTicket(start, masks, rounds);
    }

    /// <summary>Stores the weights of the first round at the step that all later rounds rewind to, and applies the masks.</summary>
    private sealed class RewindPoint(Func<Architecture> create, long step) : ITrainingCompanion, IDisposable
    {
        private Dictionary<string, Tensor>? weights;

        public WeightMasks? Masks { get; set; }

        public string Identity => "lottery ticket";

        /// <summary>A network with the stored weights; if the rewind step is 0, the first network created provides them.</summary>
        public Architecture Network()
        {
            var network = create();
            if (weights is not null)
            {
                network.load_state_dict(weights);
                Masks?.Apply(network);
            }
            else if (step == 0)
            {
                Remember(network);
            }

            return network;
        }

        public void WeightsMoved(Architecture live, Architecture average, long number)
        {
            if (weights is null && number + 1 == step)
            {
                Remember(live);
            }

            Masks?.Apply(live);
            Masks?.Apply(average);
        }

        public void Dispose()
        {
            foreach (var values in weights?.Values ?? Enumerable.Empty<Tensor>())
            {
                values.Dispose();
            }

            Masks?.Dispose();
        }

        private void Remember(Architecture network)
        {
            using var noGrad = no_grad();
            weights = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone().DetachFromDisposeScope());
        }
    }
}
