using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TweetPipeline.Web;

namespace Browser.Tests.Tweets;

/// <summary>The dashboard's own server, with the rules for a sentiment model. Its data lie in a folder that goes with it, unless a test brings one.</summary>
internal sealed class TweetsServer : IAsyncDisposable
{
    private readonly TemporaryFolder? own;
    private readonly WebApplication app;

    private TweetsServer(TemporaryFolder? own, WebApplication app) => (this.own, this.app) = (own, app);

    public string Address { get; private set; } = "";

    public static Task<TweetsServer> Start(params string[] settings) => StartOn(null, settings);

    public static async Task<TweetsServer> StartOn(string? data, params string[] settings)
    {
        var own = data is null ? new TemporaryFolder() : null;
        string[] arguments =
        [
            "--urls=http://127.0.0.1:0", $"--webroot={Repository.TweetsPage}", $"--Dashboard:Data={data ?? own!.Path}", "--Dashboard:Model=none", "--Dashboard:Console=Fatal",
            "--Dashboard:Threads=2", "--Dashboard:RequestsPerMinute=100000", .. settings,
        ];
        var server = new TweetsServer(own, DashboardApp.Create(arguments));
        await server.app.StartAsync();
        server.Address = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        own?.Dispose();
    }
}
