using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Frugal.Serving.Tests;

/// <summary>A web application on a free port of this machine, with a client.</summary>
internal sealed class TinySite : IAsyncDisposable
{
    private readonly WebApplication app;

    private TinySite(WebApplication app) => this.app = app;

    public HttpClient Client { get; private set; } = new();

    public static async Task<TinySite> StartAsync(Action<WebApplicationBuilder> services, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        services(builder);
        var site = new TinySite(builder.Build());
        map(site.app);
        await site.app.StartAsync();
        site.Client.BaseAddress = new Uri(site.app.Urls.Single());
        return site;
    }

    /// <summary>The status and the code of an answer that has to be problem details.</summary>
    public static async Task<(HttpStatusCode, string?)> ProblemAsync(HttpResponseMessage response)
    {
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, problem.RootElement.GetProperty("code").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
