using Frugal.Training;
using Spectre.Console;

namespace Frugal.Cli.Commands.Models;

/// <summary>Shows training progress on the error console: a bar on a terminal, otherwise one line per epoch.</summary>
internal sealed class TrainingBar(TextWriter error, ProgressTask? task) : IProgress<TrainingProgress>, IProgress<TextProgress>, IProgress<LanguageProgress>
{
    private int lastEpoch;

    /// <summary>Runs <paramref name="work"/> and shows a progress bar, at first with <paramref name="beginning"/> beside it.</summary>
    public static T Show<T>(Terminal terminal, string beginning, Func<TrainingBar, T> work)
    {
        if (!terminal.ErrorConsole.Profile.Capabilities.Interactive)
        {
            return work(new TrainingBar(terminal.Error, null));
        }

        return terminal.ErrorConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new TrainingBar(terminal.Error, context.AddTask(beginning))));
    }

    public void Report(TrainingProgress value)
    {
        var done = value.Finished;
        Show(value.Epoch, value.Epochs, value.Batch, value.Batches, value.Loss, done?.Epoch, done is null ? "" : FormattableString.Invariant($"{done.ValidationAccuracy * 100:0.0}% (loss {done.ValidationLoss:0.000})"));
    }

    public void Report(TextProgress value) =>
        Show(value.Epoch, value.Epochs, value.Batch, value.Batches, value.Loss, value.Finished?.Epoch, value.Finished is { } done ? FormattableString.Invariant($"{done.Score * 100:0.0}") : "");

    public void Report(LanguageProgress value) =>
        Show(value.Epoch, value.Epochs, value.Batch, value.Batches, value.Loss, value.Finished?.Epoch, value.Finished is { } done ? FormattableString.Invariant($"perplexity {done.Perplexity:0.00}") : "");

    private void Show(int epoch, int epochs, int batch, int batches, double loss, int? finished, string validation)
    {
        var line = FormattableString.Invariant($"epoch {epoch} of {epochs}, loss {loss:0.000}{(finished is null ? "" : $", validation {validation}")}");
        if (task is not null)
        {
            task.MaxValue = (double)epochs * batches;
            task.Value = (epoch - 1.0) * batches + batch;
            task.Description = line;
        }
        else if (finished is { } last && last > lastEpoch)
        {
            lastEpoch = last;
            error.WriteLine(line);
        }
    }
}
