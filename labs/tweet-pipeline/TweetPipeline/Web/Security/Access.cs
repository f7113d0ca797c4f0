using Frugal.Serving.Problems;

namespace TweetPipeline.Web.Security;

/// <summary>Who may use the API and read the metrics: everyone; or who has the key, or has signed in, as the settings say. The page's files and health are for everyone.</summary>
internal static class Access
{
    public static void UseAccess(this WebApplication app, DashboardSettings settings)
    {
        var key = new ApiKey(settings.ApiKey);
        if (settings.HasAuthority)
        {
            app.UseAuthentication();
        }

        app.Use((context, next) => IsPublic(context.Request.Path) || IsAllowed(context, settings, key)
            ? next(context)
            : throw new ProblemException(new(401, "unauthorized", "A key is missing or wrong", "Send the key in the header X-Api-Key, or sign in.")));
        app.Use((context, next) =>
        {
            context.Items[nameof(Access)] = IsAllowed(context, settings, key);
            return next(context);
        });
    }

    /// <summary>Whether the client of this request may use the API.</summary>
    public static bool Has(HttpContext context) => context.Items[nameof(Access)] is true;

    private static bool IsPublic(PathString path) => !(path.StartsWithSegments("/api") || path.StartsWithSegments("/metrics")) || path == "/api/session";

    private static bool IsAllowed(HttpContext context, DashboardSettings settings, ApiKey key) =>
        !settings.IsProtected || key.IsIn(context.Request) || context.User.Identity?.IsAuthenticated == true;
}
