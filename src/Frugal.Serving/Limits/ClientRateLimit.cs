using System.Threading.RateLimiting;
using Frugal.Serving.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Frugal.Serving.Limits;

/// <summary>ASP.NET's rate limiter with one token bucket per client.</summary>
public static class ClientRateLimit
{
    /// <summary>Registers the limiter; <c>app.UseRateLimiter()</c> enables it.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="rate">The rate allowed per client.</param>
    /// <param name="applies">Whether a request counts; null counts all.</param>
    public static IServiceCollection AddClientRateLimit(this IServiceCollection services, ClientRate rate, Func<HttpContext, bool>? applies = null)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => applies?.Invoke(context) == false
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(ClientOf(context), _ => Bucket(rate)));
            options.OnRejected = RejectAsync;
        });
    }

    /// <summary>Answers a request refused by the limiter: 429, <c>rate_limited</c>, with Retry-After.</summary>
    public static ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromSeconds(1);
        return new(rejected.HttpContext.Response.WriteProblemAsync(Problem.RateLimited(wait)));
    }

    /// <summary>Identifies the client: its network address, or "local" over a Unix socket.</summary>
    public static string ClientOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Connection.RemoteIpAddress?.ToString() ?? "local";
    }

    private static TokenBucketRateLimiterOptions Bucket(ClientRate rate)
    {
        // Replenish about ten times per second where the rate allows it, so that a client does not wait a whole second for the next token.
        var tokens = Math.Max(1, rate.PerSecond / 10);
        return new()
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / rate.PerSecond),
            QueueLimit = 0,
        };
    }
}
