using Frugal.Measuring;
using Frugal.Serving.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClothingApi.Operations;

/// <summary>What the server puts up with.</summary>
public static class Limits
{
    /// <summary>How often one client may ask: <c>RequestsPerSecond</c> in the long run, <c>Burst</c> at once.</summary>
    public static ClientRate Rate(ClothingSettings settings)
    {
#if SOLUTION
        return new(settings.RequestsPerSecond, settings.Burst);
#else
        throw new NotImplementedException("Task 10 - say how often one client may ask. Hint: the settings have both numbers.");
#endif
    }

    /// <summary>Which requests count: paths below /api, but not /api/health and below. Health, metrics and the pages must answer even when the server is flooded.</summary>
    public static bool IsLimited(PathString path)
    {
#if SOLUTION
        return path.StartsWithSegments("/api") && !path.StartsWithSegments("/api/health");
#else
        throw new NotImplementedException("Task 10 - choose the requests that count. Hint: PathString.StartsWithSegments.");
#endif
    }

    /// <summary>How much may be uploaded: <c>LargestUpload</c> for one picture, and 64 MB for all that are being read at a time.</summary>
    public static UploadLimits Uploads(ClothingSettings settings)
    {
#if SOLUTION
        return new() { Largest = ByteSize.Parse(settings.LargestUpload), InMemory = ByteSize.Parse("64 MB") };
#else
        throw new NotImplementedException("Task 10 - say how much may be uploaded. Hint: ByteSize.Parse.");
#endif
    }

    /// <summary>
    /// What one connection may cost. <c>MaxRequestBodySize</c>: base64 makes four characters of three bytes, so four thirds of the largest upload, and 64 KiB more for a form's or a JSON
    /// text's own bytes. <c>RequestHeadersTimeout</c>: 10 seconds. <c>MinRequestBodyDataRate</c>: 240 bytes a second after 5 seconds. <c>KeepAliveTimeout</c>: 30 seconds of silence.
    /// Half-open connections must not pile up.
    /// </summary>
    public static void Connections(KestrelServerLimits limits, ClothingSettings settings)
    {
#if SOLUTION
        limits.MaxRequestBodySize = Uploads(settings).Largest.Bytes * 4 / 3 + 64 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
#else
        throw new NotImplementedException("Task 10 - limit what a connection may cost. Hint: MaxRequestBodySize, RequestHeadersTimeout, MinRequestBodyDataRate, KeepAliveTimeout.");
#endif
    }

    /// <summary>Registers what is written so far.</summary>
    internal static void Add(WebApplicationBuilder builder, ClothingSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel => Unfinished.Else(() => { Connections(kestrel.Limits, settings); return true; }, () => false));
        var rate = Unfinished.Else(() => Rate(settings), () => new ClientRate(1_000_000, 1_000_000));
        builder.Services.AddClientRateLimit(rate, context => Unfinished.Else(() => IsLimited(context.Request.Path), () => false));
    }

    /// <summary>Counts every answer of the API, those of the limits too.</summary>
    internal static void Count(WebApplication app)
    {
        var metrics = app.Services.GetRequiredService<ApiMetrics>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Request.Path.StartsWithSegments("/api"))
            {
                metrics.Answered((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other", context.Response.StatusCode);
            }
        });
    }
}
