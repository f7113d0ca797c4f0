using Spectre.Console;

namespace Frugal.Cli.Rendering;

/// <summary>Shows the current step on standard error: a spinner on a terminal, otherwise one line per step.</summary>
internal static class ProgressLine
{
    public static async Task<T> RunAsync<T>(Func<Action<string>, Task<T>> work)
    {
        var console = CommandLine.Error;
        if (!console.Profile.Capabilities.Interactive)
        {
            return await work(Console.Error.WriteLine);
        }

        return await console.Status().StartAsync("", context => work(text => context.Status(Markup.Escape(text))));
    }
}
