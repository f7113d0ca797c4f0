using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Browser.Tests.Shop;

/// <summary>
/// A server with the shop's addresses and no model behind them: it answers what a test tells it to, so that the page meets refusals,
/// slow answers and garbage that the real one seldom gives.
/// </summary>
public sealed class StubShop : IAsyncDisposable
{
    public const int Samples = 6;

    private readonly WebApplication app;

    private StubShop(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    /// <summary>Every photo posted to <c>/api/predict</c>, in order.</summary>
    public ConcurrentQueue<Upload> Uploads { get; } = new();

    /// <summary>How the next predictions go; null: well.</summary>
    public Func<HttpContext, Task<IResult?>>? OnPredict { get; set; }

    /// <summary>How the next searches go; null: well.</summary>
    public Func<HttpContext, Task<IResult?>>? OnSimilar { get; set; }

    /// <summary>The models that are said to fail: the other one answers.</summary>
    public string? Broken { get; set; }

    public bool Drawn { get; set; } = true;

    public static async Task<StubShop> Start()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { WebRootPath = Repository.Page });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var shop = new StubShop(builder.Build());
        shop.Map();
        await shop.app.StartAsync();
        shop.Address = shop.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
        return shop;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map()
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Repository.Page) });
        app.MapGet("/api/catalogue", () => Results.Json(new { source = "garments", drawn = Drawn, articles = 1000, classes = Photos.Classes }));
        app.MapGet("/api/samples", () => Enumerable.Range(0, Samples).Select(i => new { id = $"s{i}", label = Photos.Label(i), image = $"/api/samples/s{i}/image" }));
        app.MapGet("/api/samples/{id}/image", (string id) => Results.Bytes(Photos.Garment(Number(id)), "image/jpeg"));
        app.MapGet("/api/articles/{id}/image", (string id) => Results.Bytes(Photos.Garment(Number(id)), "image/jpeg"));
        app.MapGet("/api/models", () => new[] { Answers.Listed("fp32"), Answers.Listed("int8") });
        app.MapPost("/api/predict", (Delegate)Predict);
        app.MapPost("/api/similar", (Delegate)Similar);
    }

    private async Task<IResult> Predict(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Uploads.Enqueue(await Upload.Read(form.Files.GetFile("image"), Asked(context)));
        return OnPredict is { } trouble && await trouble(context) is { } result ? result : Results.Json(Answers.Prediction(Asked(context), Broken));
    }

    private async Task<IResult> Similar(HttpContext context) =>
        OnSimilar is { } trouble && await trouble(context) is { } result ? result : Results.Json(Answers.Similar(Asked(context)));

    private static string Asked(HttpContext context) => context.Request.Query["model"].FirstOrDefault() ?? "int8";

    private static int Number(string id) => int.Parse(id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
}
