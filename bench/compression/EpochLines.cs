using Frugal.Training;

namespace Frugal.Benchmarks.Compression;

/// <summary>A line for each epoch.</summary>
internal sealed class EpochLines(string name) : IProgress<TrainingProgress>
{
    private int told;

    public void Report(TrainingProgress value)
    {
        if (value.Finished is { } done && done.Epoch > told)
        {
            told = done.Epoch;
            Console.Error.WriteLine(FormattableString.Invariant($"{name}: epoch {done.Epoch} of {value.Epochs}, loss {done.TrainingLoss:0.000}, validation {100 * done.ValidationAccuracy:0.0}%"));
        }
    }
}
