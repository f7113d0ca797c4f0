using Serilog;
using Serilog.AspNetCore;
using Serilog.Events;
using Serilog.Formatting.Compact;
using TweetPipeline.Web.Runs;
using TweetPipeline.Web.Security;

namespace TweetPipeline.Web.Operations;

/// <summary>The logs: a file per day with one JSON object per line (<c>logs/dashboard-20260105.jsonl</c>), and lines for people on the console. No tweet, no query and no key is logged.</summary>
internal static class Logs
{
    private const long MostBytesPerDay = 200_000_000;   // a flood of requests must not fill the disk

    public static void Add(IServiceCollection services, DashboardSettings settings, DataFolder folders) => services.AddSerilog(
        log => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .WriteTo.File(
                new CompactJsonFormatter(), Path.Combine(folders.Logs, "dashboard-.jsonl"), rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: null, retainedFileTimeLimit: TimeSpan.FromDays(settings.LogDays), fileSizeLimitBytes: MostBytesPerDay)
            .WriteTo.Console(settings.Console, outputTemplate: "{Timestamp:HH:mm:ss} {Message:lj}{NewLine}", formatProvider: System.Globalization.CultureInfo.InvariantCulture),
        preserveStaticLogger: true);

    /// <summary>One event per request, with the client's address; those of the page's files and of health only where they failed.</summary>
    public static void Requests(RequestLoggingOptions options, Serilog.ILogger log)
    {
        options.Logger = log;   // not the process's
        options.EnrichDiagnosticContext = (diagnostics, context) => diagnostics.Set("Client", RequestRate.Client(context.Connection.RemoteIpAddress));
        options.GetLevel = (context, _, failure) =>
            failure is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error : context.Request.Path.StartsWithSegments("/api") || context.Response.StatusCode >= 400 ? LogEventLevel.Information : LogEventLevel.Debug;
    }
}
