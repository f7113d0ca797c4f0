using System.Net;
using Frugal.Serving.Problems;

namespace TweetPipeline.Web.Security;

/// <summary>
/// Refuses what pages of other sites make a browser send: without it they could start and delete runs on a server that only this machine reaches. Without a key or an authority they could also read results, by
/// giving their own name this machine's address (DNS rebinding): then only an address, <c>localhost</c> and the machine's name are answered.
/// </summary>
internal static class CrossSite
{
    public static void UseCrossSiteGuard(this IApplicationBuilder app, DashboardSettings settings) => app.Use((context, next) =>
        !settings.IsProtected && !IsOwnName(context.Request.Host.Host)
            ? throw new ProblemException(new(403, "unknown_host", "The dashboard does not answer under this name", "Without a key it answers under its IP address, localhost and the machine's name only. Set Dashboard:ApiKey to serve it under another name."))
            : HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || IsOwn(context.Request)
                ? next(context)
                : throw new ProblemException(new(403, "cross_site", "The request came from another site", "Only the dashboard's own page may change something by a browser.")));

    /// <summary>A page of another site has a name of its own. A browser always gives one; a probe by HTTP/1.0 gives none.</summary>
    private static bool IsOwnName(string host) =>
        host.Length == 0 || IPAddress.TryParse(host.Trim('[', ']'), out _) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Browsers say where a request comes from; programs say nothing.</summary>
    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is var site && site.Length > 0
        ? site is "same-origin" or "none"
        : request.Headers.Origin.ToString() is var origin && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)));
}
