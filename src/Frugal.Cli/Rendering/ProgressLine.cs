using Spectre.Console;

namespace Frugal.Cli.Rendering;

/// <summary>Shows on standard error what is being done: a spinner on a terminal, a line each elsewhere.</summary>
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
