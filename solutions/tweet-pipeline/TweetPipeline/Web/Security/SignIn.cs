using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TweetPipeline.Web.Runs;

namespace TweetPipeline.Web.Security;

/// <summary>
/// Signing in at an OpenID Connect authority: code flow with PKCE, then a cookie. Tested against a small authority within the tests only; with Keycloak, Entra ID or Google it <b>has not been tried yet</b>.
/// There, register the address <c>/signin-oidc</c> of the dashboard.
/// </summary>
internal static class SignIn
{
    private static readonly TimeSpan Session = TimeSpan.FromHours(8);

    public static void Add(IServiceCollection services, DashboardSettings settings, DataFolder folders)
    {
        if (!settings.HasAuthority)
        {
            return;
        }

        services.AddDataProtection().PersistKeysToFileSystem(new(folders.Keys));   // who has signed in stays so after a restart
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                (cookie.Cookie.Name, cookie.Cookie.SameSite, cookie.Cookie.HttpOnly) = ("dashboard", SameSiteMode.Lax, true);
                (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Session, false);
            })
            .AddOpenIdConnect(oidc =>
            {
                (oidc.Authority, oidc.ClientId) = (settings.Authority, settings.ClientId);
                oidc.ClientSecret = settings.ClientSecret.Length > 0 ? settings.ClientSecret : null;
                oidc.RequireHttpsMetadata = !new Uri(settings.Authority).IsLoopback;
                (oidc.ResponseType, oidc.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);   // a form post would need cookies for other sites
                foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
                {
                    (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
                }

                (oidc.MapInboundClaims, oidc.TokenValidationParameters.NameClaimType) = (false, "name");
                oidc.Scope.Add("email");
                oidc.Events.OnTokenValidated = token =>
                {
                    if (!MayEnter(token.Principal!, DashboardSettings.List(settings.Users)))
                    {
                        token.Fail("This user is not in the setting Dashboard:Users.");
                    }

                    return Task.CompletedTask;
                };
                oidc.Events.OnRemoteFailure = failure =>
                {
                    failure.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("TweetPipeline.SignIn").LogWarning("A sign-in failed: {Reason}", failure.Failure?.Message);
                    failure.Response.Redirect("/?signin=failed");
                    failure.HandleResponse();
                    return Task.CompletedTask;
                };
            });
    }

    /// <summary>Whether a user is named: by subject, or by an address that the authority has verified.</summary>
    public static bool MayEnter(System.Security.Claims.ClaimsPrincipal user, string[] users) =>
        users.Length == 0
        || users.Contains(user.FindFirst("sub")?.Value, StringComparer.Ordinal)
        || (user.FindFirst("email_verified")?.Value is "true" or "True" && users.Contains(user.FindFirst("email")?.Value, StringComparer.OrdinalIgnoreCase));
}
