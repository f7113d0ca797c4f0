using System.Net;
using System.Text;
using System.Text.Json;

namespace Frugal.Benchmarks.Serving.Servers;

/// <summary>Requests to POST /api/predict.</summary>
internal static class Requests
{
    /// <summary>The bytes of a whole request with a picture as its body.</summary>
    public static byte[] Predict(IPEndPoint server, byte[] picture, string query = "") =>
        [.. Encoding.ASCII.GetBytes($"POST /api/predict{query} HTTP/1.1\r\nHost: {server}\r\nContent-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\n\r\n"), .. picture];

    /// <summary>What the server sees in a picture.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached, or does not answer with 200.</exception>
    public static async Task<JsonElement> AskAsync(HttpClient client, IPEndPoint server, byte[] picture)
    {
        using var body = new ByteArrayContent(picture);
        body.Headers.ContentType = new("image/jpeg");
        using var answer = await client.PostAsync($"http://{server}/api/predict", body);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return json.RootElement.Clone();
    }
}
