using System.Text.Json.Serialization;
using Frugal.Data.SupportTweets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using TweetPipeline.Operations;
using TweetPipeline.Web.Security;

namespace TweetPipeline.Web.Operations;

/// <summary>GET /api/session, for everyone: whether this client may use the API, how to get in, and what the server allows. GET /login and POST /api/session/end where people sign in.</summary>
public static class SessionEndpoint
{
    public static void MapSession(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/session", (HttpContext context, DashboardSettings settings) => TypedResults.Ok(new SessionReport(
            Access.Has(context), settings.ApiKey.Length > 0, settings.HasAuthority, NameOf(context.User), settings.UploadBytes, settings.Mode, new SupportTweetOptions().Count)));
        app.MapGet("/login", IResult (DashboardSettings settings) => settings.HasAuthority
            ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = "/" }, [OpenIdConnectDefaults.AuthenticationScheme])
            : TypedResults.Redirect("/"));
        app.MapPost("/api/session/end", async (HttpContext context, DashboardSettings settings) =>
        {
            if (settings.HasAuthority)
            {
                await context.SignOutAsync();
            }

            return TypedResults.NoContent();
        });
    }

    private static string? NameOf(System.Security.Claims.ClaimsPrincipal user) => user.Identity?.IsAuthenticated != true ? null : user.Identity.Name ?? user.FindFirst("email")?.Value ?? user.FindFirst("sub")?.Value;
}

/// <summary>What GET /api/session answers.</summary>
/// <param name="Allowed">Whether this client may use the API.</param>
/// <param name="TakesKey">Whether a key lets it in.</param>
/// <param name="TakesSignIn">Whether people can sign in.</param>
/// <param name="User">Who has signed in; null for nobody.</param>
/// <param name="UploadBytes">The most bytes of an upload.</param>
/// <param name="Mode">The mode of an upload that names none.</param>
/// <param name="SampleTweets">Tweets of the sample.</param>
public sealed record SessionReport(bool Allowed, bool TakesKey, bool TakesSignIn, string? User, long UploadBytes, [property: JsonConverter(typeof(CamelCase<RunMode>))] RunMode Mode, int SampleTweets);
