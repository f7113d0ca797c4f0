namespace Frugal.Notebooks.Hosting;

/// <summary>The command line that starts the course's program again, independent of the current host process.</summary>
internal static class SelfCommand
{
    /// <summary>The .NET host: the SDK's, else the one that runs this process, else the one on the PATH.</summary>
    private static readonly string Host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet");

    /// <summary>The command of the host process in which one notebook runs.</summary>
    public static IReadOnlyList<string> NotebookHost { get; } = Words("notebook", "host");

    public static IReadOnlyList<string> Words(params string[] arguments) => [Host, Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll"), .. arguments];
}
