namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates that follow a plan; PyTorch's torch/optim/lr_scheduler.py.</summary>
        public static partial class lr_scheduler
        {
            public abstract class LRScheduler
            {
                protected int _step_count;

                private readonly bool verbose;

                protected LRScheduler() { }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    this.verbose = verbose;
                    Optimizer = optimizer;
                    Epoch = last_epoch;
                    BaseRates = [.. Groups.Select(group => group.InitialLearningRate)];
                    LastRates = [.. Groups.Select(group => group.LearningRate)];
                }

                internal Optimizer Optimizer { get; } = null!;

                internal int Epoch { get; set; }

                internal double[] BaseRates { get; } = [];

                internal double[] LastRates { get; set; } = [];

                private protected IEnumerable<ILearningRateController> Groups => Optimizer.ParamGroups;

                public IEnumerable<double> get_last_lr() => LastRates;

                public virtual void step() => step(null);

                public virtual void step(int? epoch)
                {
                    _step_count++;
                    Epoch = epoch ?? Epoch + 1;
                    double[] rates = [.. epoch.HasValue ? get_closed_form_lr() : get_lr()];
                    foreach (var (group, i) in Groups.Select((group, i) => (group, i)).ToList())
                    {
                        group.LearningRate = rates[i];
                        if (verbose && LastRates[i] != rates[i])
                            Console.WriteLine($"Adjusting learning rate to {rates[i]}");
                        LastRates[i] = rates[i];
                    }
                }

                /// <summary>A plan that looks at no metric takes the step alone.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                protected virtual IEnumerable<double> get_lr() => Groups.Select(group => group.LearningRate);

                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected IEnumerable<double> Scaled(double factor) => Groups.Select(group => group.LearningRate * factor);
            }
        }
    }
}
