using Frugal.Serving.Limits;
using Frugal.Serving.Problems;
using Serilog;
using TweetPipeline.Web.Operations;
using TweetPipeline.Web.Results;
using TweetPipeline.Web.Runs;
using TweetPipeline.Web.Security;

namespace TweetPipeline.Web;

/// <summary>The web application: its services, and its endpoints, each mapped in a file of its own. It only shows what the pipeline does.</summary>
public static class DashboardApp
{
    private const long WorthCollecting = 32_000_000;
    private const int LargestOrdinaryRequest = 16 * 1024;

    /// <summary>The application, ready to run.</summary>
    /// <param name="args">Settings: <c>--urls=http://localhost:5080 --Dashboard:Data=FOLDER</c>.</param>
    /// <exception cref="Frugal.FrugalException">A setting is not allowed, or the data folder cannot be written.</exception>
    public static WebApplication Create(string[] args)
    {
        // The program's own folder holds its web page, wherever it is started from.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = DashboardSettings.From(builder.Configuration);
        var folders = DataFolder.Open(settings.Data);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestOrdinaryRequest;   // uploads set their own
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(folders);
        builder.Services.AddSingleton<RunBook>();
        builder.Services.AddSingleton<ServerFigures>();
        builder.Services.AddSingleton<UploadReader>();
        builder.Services.AddHostedService<RunWorker>();
        builder.Services.AddHostedService(_ => new IdleCollector(WorthCollecting));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        Logs.Add(builder.Services, settings, folders);
        RequestRate.Add(builder.Services, settings);
        SignIn.Add(builder.Services, settings, folders);

        var app = builder.Build();
        app.UseProxies(settings);
        app.UseSecurityHeaders();
        app.UseSerilogRequestLogging(options => Logs.Requests(options, app.Services.GetRequiredService<Serilog.ILogger>()));
        app.UseProblems(Problems.Of);
        app.UseRateLimiter();
        app.UseCrossSiteGuard(settings);
        app.UseAccess(settings);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapSession();
        app.MapRuns();
        app.MapEvents();
        app.MapSummary();
        app.MapTweets();
        app.MapExport();
        app.MapFiles();
        app.MapMetrics();
        app.MapHealth();
        return app;
    }
}
