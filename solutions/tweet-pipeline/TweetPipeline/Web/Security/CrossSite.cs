using Frugal.Serving.Problems;

namespace TweetPipeline.Web.Security;

/// <summary>Refuses what pages of other sites make a browser send: without it they could start and delete runs on a server that only this machine reaches.</summary>
internal static class CrossSite
{
    public static void UseCrossSiteGuard(this IApplicationBuilder app) => app.Use((context, next) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || IsOwn(context.Request)
            ? next(context)
            : throw new ProblemException(new(403, "cross_site", "The request came from another site", "Only the dashboard's own page may change something by a browser.")));

    /// <summary>Browsers say where a request comes from; programs say nothing.</summary>
    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is var site && site.Length > 0
        ? site is "same-origin" or "none"
        : request.Headers.Origin.ToString() is var origin && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)));
}
