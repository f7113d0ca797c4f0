namespace TweetPipeline.Tests.Servers;

/// <summary>PostgreSQL on a free port, in a folder of its own.</summary>
internal sealed class PostgresServer : IDisposable
{
    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "postgres"))).Order(StringComparer.Ordinal).LastOrDefault() : null;

    private readonly TemporaryFolder folder = new();
    private readonly int port = OwnServer.FreePort();
    private OwnServer? server;

    public string Settings => $"Host=127.0.0.1;Port={port};Username=frugal;Database=postgres";

    /// <summary>Starts a database server; without the program the test is skipped outside CI.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        if (Programs is null)
        {
            MissingTool.Report("PostgreSQL is not installed: Debian's package postgresql.");
        }

        var postgres = new PostgresServer();
        Directory.CreateDirectory(postgres.folder["data"]);
        if (Environment.UserName == "root")
        {
            OwnServer.Run("chown", ["postgres", postgres.folder.Path, postgres.folder["data"]]);
        }

        postgres.Run("initdb", "--auth=trust", "--username=frugal", "--no-sync", "--encoding=UTF8", "--locale=C", "-D", postgres.folder["data"]);
        await postgres.StartAgainAsync();
        return postgres;
    }

    /// <summary>Starts it, after <see cref="Stop"/> with what it had on disk.</summary>
    public async Task StartAgainAsync()
    {
        var (program, arguments) = Words("postgres", "-D", folder["data"], "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder["data"]}");
        server = OwnServer.Start(program, arguments);
        await Patience.For(TimeSpan.FromSeconds(60)).UntilAsync(
            () => server.HasExited ? throw new AssertionException($"PostgreSQL ended: {server.Text}") : server.Text.Contains("ready to accept connections", StringComparison.Ordinal), "PostgreSQL's start");
    }

    /// <summary>Ends it as a power failure would.</summary>
    public void Stop() => server!.Dispose();

    public void Dispose()
    {
        server?.Dispose();
        folder.Dispose();
    }

    private void Run(string name, params string[] words)
    {
        var (program, arguments) = Words(name, words);
        OwnServer.Run(program, arguments);
    }

    /// <summary>PostgreSQL's programs refuse to run as root: then its own user runs them.</summary>
    private static (string Program, string[] Arguments) Words(string name, params string[] words) => Environment.UserName == "root"
        ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(Programs!, name), .. words])
        : (Path.Combine(Programs!, name), words);
}
