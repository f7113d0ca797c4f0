using Frugal.Data;
using Spectre.Console;

namespace Frugal.Cli.Rendering;

/// <summary>Shows download progress on standard error: a bar on a terminal, otherwise a line at the start and at each tenth.</summary>
internal static class TransferBar
{
    public static T Run<T>(Terminal terminal, Func<IProgress<TransferProgress>, T> work)
    {
        if (!terminal.ErrorConsole.Profile.Capabilities.Interactive)
        {
            return work(new Lines(terminal.Error));
        }

        var columns = new ProgressColumn[]
        {
            new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn(),
        };
        return terminal.ErrorConsole.Progress().Columns(columns).AutoClear(true).Start(context => work(new Bar(context)));
    }

    private sealed class Bar(ProgressContext context) : IProgress<TransferProgress>
    {
        private ProgressTask? task;

        public void Report(TransferProgress value)
        {
            task ??= context.AddTask(Markup.Escape(value.Name));
            task.IsIndeterminate = value.Total is null;
            task.MaxValue = value.Total ?? Math.Max(1, value.Bytes);
            task.Value = value.Bytes;
        }
    }

    private sealed class Lines(TextWriter error) : IProgress<TransferProgress>
    {
        private long tenth = -1;

        public void Report(TransferProgress value)
        {
            var now = value.Total is { } total and > 0 ? value.Bytes * 10 / total : value.Bytes / 10_000_000;
            if (now != tenth)
            {
                tenth = now;
                error.WriteLine($"{value.Name}: {value.Bytes / 1e6:f1} MB{(value.Total is { } all ? $" of {all / 1e6:f1} MB" : "")}");
            }
        }
    }
}
