namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Up to max_lr and far down again, with the momentum the other way (Smith and Topin 2018).</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly (double end, Func<int, double> from, Func<int, double> to, bool rising)[] phases;
                    private readonly Func<double, double, double, double> anneal;
                    private readonly double[] low, high;
                    private readonly bool cycle;
                    private readonly int total;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Each(optimizer, max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            Each(optimizer, base_momentum), Each(optimizer, max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (pct_start is < 0 or > 1)
                            throw new ArgumentException($"Expected float between 0 and 1 for pct_start, but got {pct_start}");
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas))
                            throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                        total = total_steps != -1 ? total_steps : epochs * steps_per_epoch;
                        if (total <= 0 || (total_steps == -1 && (epochs <= 0 || steps_per_epoch <= 0)))
                            throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch), as positive numbers.");

                        cycle = cycle_momentum;
                        low = [.. base_momentum ?? Each(optimizer, 0.85)];
                        high = [.. max_momentum ?? Each(optimizer, 0.95)];
                        anneal = anneal_strategy == AnnealStrategy.Cos
                            ? (from, to, part) => to + (from - to) / 2 * (Math.Cos(Math.PI * part) + 1)
                            : (from, to, part) => (to - from) * part + from;

                        double[] top = [.. max_lr];
                        double Start(int i) => top[i] / div_factor;
                        double Top(int i) => top[i];
                        double End(int i) => top[i] / div_factor / final_div_factor;
                        double peak = pct_start * total - 1;
                        phases = three_phase
                            ? [(peak, Start, Top, true), (2 * pct_start * total - 2, Top, Start, false), (total - 1, Start, End, false)]
                            : [(peak, Start, Top, true), (total - 1, Top, End, false)];
                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos = 0, Linear = 1,
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch > total)
                            throw new InvalidOperationException($"Tried to step {Epoch + 1} times. The specified number of total steps is {total}");
                        int phase = Array.FindIndex(phases, part => Epoch <= part.end);
                        phase = phase < 0 ? phases.Length - 1 : phase;
                        var (end, from, to, rising) = phases[phase];
                        double begin = phase == 0 ? 0 : phases[phase - 1].end;
                        double share = (Epoch - begin) / (end - begin);
                        foreach (var (group, i) in Groups.Select((group, i) => (group, i)).ToList())
                        {
                            if (cycle)
                                SetMomentum(group, Momentum(phase, i, rising, share));
                            yield return anneal(from(i), to(i), share);
                        }
                    }

                    // The momentum goes down while the rate goes up, then back; a third phase leaves it up.
                    private double Momentum(int phase, int i, bool rising, double share) =>
                        rising ? anneal(high[i], low[i], share) : phase == 1 ? anneal(low[i], high[i], share) : high[i];

                    private static void SetMomentum(ILearningRateController group, double momentum)
                    {
                        if (group is IBetas adaptive)
                            adaptive.Betas = (momentum, adaptive.Betas.Item2);
                        else if (group is IMomentum plain)
                            plain.Momentum = momentum;
                    }

                    private static IEnumerable<double> Each(Optimizer optimizer, double value) => Enumerable.Repeat(value, optimizer.ParamGroups.Count());
                }
            }
        }
    }
}
