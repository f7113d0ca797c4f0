namespace TweetPipeline.Tests.Servers;

/// <summary>RabbitMQ on a free port, with a node, a folder and a port mapper of its own, so that none of the machine's is touched.</summary>
internal sealed class RabbitServer : IDisposable
{
    private const string Programs = "/usr/lib/rabbitmq/bin";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> environment;
    private OwnServer? server;

    private RabbitServer()
    {
        Port = OwnServer.FreePort();
        environment = new()
        {
            ["HOME"] = folder.Path,
            ["RABBITMQ_NODENAME"] = $"frugal{Port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{Port}",
            ["RABBITMQ_DIST_PORT"] = $"{OwnServer.FreePort()}",
            ["ERL_EPMD_PORT"] = $"{OwnServer.FreePort()}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_MNESIA_BASE"] = folder["mnesia"],
            ["RABBITMQ_LOG_BASE"] = folder["log"],
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder["plugins"],
            ["RABBITMQ_CONFIG_FILE"] = folder["rabbitmq.conf"],
            ["RABBITMQ_CONF_ENV_FILE"] = folder["rabbitmq-env.conf"],
        };
        File.WriteAllText(folder["plugins"], "[].");
        File.WriteAllText(folder["rabbitmq.conf"], "disk_free_limit.absolute = 50MB\n");
        File.WriteAllText(folder["rabbitmq-env.conf"], "");
    }

    public int Port { get; }

    public string Address => $"amqp://guest:guest@127.0.0.1:{Port}";

    /// <summary>Starts a broker; without the program the test is skipped outside CI.</summary>
    public static async Task<RabbitServer> StartAsync()
    {
        if (!File.Exists($"{Programs}/rabbitmq-server"))
        {
            MissingTool.Report("RabbitMQ is not installed: Debian's package rabbitmq-server.");
        }

        var rabbit = new RabbitServer();
        await rabbit.StartAgainAsync();
        return rabbit;
    }

    /// <summary>Starts it, after <see cref="StopAsync"/> with what it had on disk.</summary>
    public async Task StartAgainAsync()
    {
        server = OwnServer.Start($"{Programs}/rabbitmq-server", [], environment);
        await Patience.For(TimeSpan.FromSeconds(90)).UntilAsync(
            () => server.HasExited ? throw new AssertionException($"RabbitMQ ended: {server.Text}") : server.Text.Contains("Server startup complete", StringComparison.Ordinal), "RabbitMQ's start");
    }

    /// <summary>Ends it as an administrator does. What is on its disk comes back with <see cref="StartAgainAsync"/>.</summary>
    public async Task StopAsync()
    {
        OwnServer.Run("pkill", ["-TERM", "-f", $"beam.*-home {folder.Path} "]);
        await Patience.For(TimeSpan.FromSeconds(60)).UntilAsync(() => server!.HasExited, "RabbitMQ's end");
        server!.Dispose();
    }

    public void Dispose()
    {
        server?.Dispose();
        try
        {
            OwnServer.Run("epmd", ["-kill"], environment);
        }
        catch (Exception failure) when (failure is AssertionException or System.ComponentModel.Win32Exception)
        {
            // It ended with the broker.
        }

        folder.Dispose();
    }
}
