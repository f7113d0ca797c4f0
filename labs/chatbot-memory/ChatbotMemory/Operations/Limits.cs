using Frugal.Measuring;
using Frugal.Serving.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ChatbotMemory.Operations;

/// <summary>What the server puts up with.</summary>
internal static class Limits
{
    /// <summary>Limits the bytes of a request, the patience with slow ones, and the rate of one client; health and the page always answer.</summary>
    public static void Add(WebApplicationBuilder builder, ChatSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = ByteSize.Parse(settings.LargestRequest).Bytes + 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        });
        builder.Services.AddClientRateLimit(
            new(settings.RequestsPerSecond, settings.Burst),
            context => context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/api/health"));
    }
}
