namespace Frugal.Cli.Commands.Notebooks;

/// <summary>The words that start this program again, in whatever process hosts it now.</summary>
internal static class SelfCommand
{
    /// <summary>The .NET host: the SDK's own, or the one that runs this process, or the one on the path.</summary>
    private static readonly string Host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet");

    public static IReadOnlyList<string> Words(params string[] arguments) => [Host, Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll"), .. arguments];
}
