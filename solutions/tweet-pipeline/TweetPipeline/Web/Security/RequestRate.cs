using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Frugal.Serving.Limits;
using Microsoft.AspNetCore.HttpOverrides;

namespace TweetPipeline.Web.Security;

/// <summary>The limit of requests per address, and whose word counts about addresses.</summary>
internal static class RequestRate
{
    private const int Segments = 6;   // a request is forgotten after a minute, or up to ten seconds later

    /// <summary>Limits the requests to the API and the metrics; the page's files and health always answer.</summary>
    public static void Add(IServiceCollection services, DashboardSettings settings) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Counts(context.Request.Path)
            ? RateLimitPartition.GetSlidingWindowLimiter(Client(context.Connection.RemoteIpAddress), _ => new() { PermitLimit = settings.RequestsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = Segments })
            : RateLimitPartition.GetNoLimiter(""));
        options.OnRejected = ClientRateLimit.RejectAsync;
    });

    /// <summary>Takes the client's address and scheme from forwarded headers, if a proxy of the settings sent them; anyone else could write them too.</summary>
    public static void UseProxies(this IApplicationBuilder app, DashboardSettings settings)
    {
        var proxies = DashboardSettings.List(settings.Proxies);
        if (proxies.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();   // the defaults believe this machine
        options.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>The address; of IPv6 the first half, as one client has all addresses of the second.</summary>
    public static string Client(IPAddress? address) => address switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private static bool Counts(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/login");
}
