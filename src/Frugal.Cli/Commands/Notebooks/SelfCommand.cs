namespace Frugal.Cli.Commands.Notebooks;

/// <summary>The words that start this program again, in whatever process hosts it now.</summary>
internal static class SelfCommand
{
    public static IReadOnlyList<string> Words(params string[] arguments) =>
        [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll"), .. arguments];
}
