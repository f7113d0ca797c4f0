using Spectre.Console;

namespace Frugal.Cli.Rendering;

/// <summary>Shows the current step on standard error: a spinner on a terminal, otherwise one line per step.</summary>
internal static class ProgressLine
{
    /// <summary>Runs <paramref name="work"/> on another thread, so that Ctrl+C is handled meanwhile.</summary>
    public static async Task<T> RunAsync<T>(Terminal terminal, Func<Action<string>, Task<T>> work, CancellationToken cancellation)
    {
        if (!terminal.ErrorConsole.Profile.Capabilities.Interactive)
        {
            return await Task.Run(() => work(terminal.Error.WriteLine), cancellation);
        }

        return await terminal.ErrorConsole.Status().StartAsync("", context => Task.Run(() => work(text => context.Status(Markup.Escape(text))), cancellation));
    }
}
