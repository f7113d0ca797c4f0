using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace TweetPipeline.Web.Security;

/// <summary>The key of the settings, compared in constant time.</summary>
internal sealed class ApiKey(string key)
{
    private const string Header = "X-Api-Key", Bearer = "Bearer ";

    private readonly byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Whether a request has the key: in <c>X-Api-Key</c>, or as <c>Authorization: Bearer KEY</c>, as Prometheus sends it.</summary>
    public bool IsIn(HttpRequest request)
    {
        var given = request.Headers[Header].ToString();
        if (given.Length == 0 && request.Headers[HeaderNames.Authorization].ToString() is var bearer && bearer.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            given = bearer[Bearer.Length..].Trim();
        }

        return key.Length > 0 && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), hash);
    }
}
