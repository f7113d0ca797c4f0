using Frugal.Training;
using Spectre.Console;

namespace Frugal.Cli.Commands.Models;

/// <summary>Shows training progress on the error console: a bar on a terminal, otherwise one line per epoch.</summary>
internal sealed class TrainingBar : IProgress<TrainingProgress>
{
    private readonly ProgressTask? task;
    private int told;

    private TrainingBar(ProgressTask? task) => this.task = task;

    /// <summary>Runs <paramref name="work"/> and shows a progress bar.</summary>
    public static T Show<T>(Func<IProgress<TrainingProgress>, T> work)
    {
        if (!CommandLine.Error.Profile.Capabilities.Interactive)
        {
            return work(new TrainingBar(null));
        }

        return CommandLine.Error.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new TrainingBar(context.AddTask("reading the pictures"))));
    }

    public void Report(TrainingProgress value)
    {
        if (task is not null)
        {
            task.MaxValue = (double)value.Epochs * value.Batches;
            task.Value = (value.Epoch - 1.0) * value.Batches + value.Batch;
            task.Description = Line(value);
        }
        else if (value.Finished is { } finished && finished.Epoch > told)
        {
            told = finished.Epoch;
            CommandLine.Error.WriteLine(Line(value));
        }
    }

    private static string Line(TrainingProgress value)
    {
        var judged = value.Finished is { } done
            ? FormattableString.Invariant($", validation {done.ValidationAccuracy * 100:0.0}% (loss {done.ValidationLoss:0.000})")
            : "";
        return FormattableString.Invariant($"epoch {value.Epoch} of {value.Epochs}, loss {value.Loss:0.000}{judged}");
    }
}
