using ClothingApi.Models;
using ClothingApi.Operations;
using ClothingApi.Photos;
using ClothingApi.Predictions;
using ClothingApi.Preparation;
using ClothingApi.Search;
using Frugal.Serving.Limits;
using Frugal.Serving.Problems;

namespace ClothingApi;

/// <summary>The web application: its services, and its endpoints, each mapped in a file of its own.</summary>
public static class ClothingApp
{
    /// <summary>The application, ready to run.</summary>
    /// <param name="args">Settings: <c>--urls http://localhost:5080 --Clothing:Source=garments</c>.</param>
    /// <exception cref="Frugal.FrugalException">A setting is not allowed.</exception>
    public static WebApplication Create(string[] args)
    {
        // Decoding keeps a thread busy for each processor; as many more are ready at once, so that health answers meanwhile.
        ThreadPool.GetMinThreads(out _, out var ports);
        ThreadPool.SetMinThreads(2 * Environment.ProcessorCount, ports);
        var builder = Builder(args);
        var settings = ClothingSettings.From(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(PreparedFolder.Of(settings));
        builder.Services.AddSingleton<ModelShelf>();
        builder.Services.AddSingleton<PhotoUploads>();
        builder.Services.AddSingleton<DecodingQueue>();
        builder.Services.AddSingleton<Predictor>();
        builder.Services.AddSingleton<PredictServices>();
        builder.Services.AddSingleton<Catalogue>();
        builder.Services.AddSingleton<SimilarSearch>();
        builder.Services.AddSingleton<LatencyBook>();
        builder.Services.AddSingleton<ApiMetrics>();
        builder.Services.AddHostedService<BackgroundPreparer>();
        builder.Services.AddHostedService(_ => new IdleCollector());
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        Limits.Add(builder, settings);

        var app = builder.Build();
        Limits.Count(app);
        app.UseProblems(Problems.Of);
        app.UseRateLimiter();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapPredict();
        app.MapSimilar();
        app.MapCatalogue();
        app.MapModels();
        app.MapHealth();
        app.MapMetrics();
        return app;
    }

    /// <summary>The settings that these arguments, the environment and appsettings.json give.</summary>
    /// <exception cref="Frugal.FrugalException">A setting is not allowed.</exception>
    public static ClothingSettings SettingsOf(string[] args) => ClothingSettings.From(Builder(args).Configuration);

    /// <summary>The program's own folder holds its settings and its web page, wherever it is started from.</summary>
    private static WebApplicationBuilder Builder(string[] args) =>
        WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
}
