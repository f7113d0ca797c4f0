using Frugal.Training;
using Spectre.Console;

namespace Frugal.Cli.Commands.Models;

/// <summary>Shows training progress on the error console: a bar on a terminal, otherwise one line per epoch.</summary>
internal sealed class TrainingBar(TextWriter error, ProgressTask? task) : IProgress<TrainingProgress>
{
    private int lastEpoch;

    /// <summary>Runs <paramref name="work"/> and shows a progress bar.</summary>
    public static T Show<T>(Terminal terminal, Func<IProgress<TrainingProgress>, T> work)
    {
        if (!terminal.ErrorConsole.Profile.Capabilities.Interactive)
        {
            return work(new TrainingBar(terminal.Error, null));
        }

        return terminal.ErrorConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new TrainingBar(terminal.Error, context.AddTask("Reading the images"))));
    }

    public void Report(TrainingProgress value)
    {
        if (task is not null)
        {
            task.MaxValue = (double)value.Epochs * value.Batches;
            task.Value = (value.Epoch - 1.0) * value.Batches + value.Batch;
            task.Description = Line(value);
        }
        else if (value.Finished is { } finished && finished.Epoch > lastEpoch)
        {
            lastEpoch = finished.Epoch;
            error.WriteLine(Line(value));
        }
    }

    private static string Line(TrainingProgress value)
    {
        var validation = value.Finished is { } done
            ? FormattableString.Invariant($", validation {done.ValidationAccuracy * 100:0.0}% (loss {done.ValidationLoss:0.000})")
            : "";
        return FormattableString.Invariant($"epoch {value.Epoch} of {value.Epochs}, loss {value.Loss:0.000}{validation}");
    }
}
