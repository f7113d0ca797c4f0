using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Browser.Tests.Tweets;

/// <summary>The dashboard's API, called without a page.</summary>
internal sealed class DashboardClient(string address, string? key = null) : IDisposable
{
    public HttpClient Http { get; } = Client(address, key);

    public void Dispose() => Http.Dispose();

    public async Task<JsonElement> Get(string path) => JsonDocument.Parse(await Http.GetStringAsync(path)).RootElement;

    public async Task<(HttpStatusCode Status, string? Code, string Detail)> Refusal(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        return (answer.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()!);
    }

    public Task<HttpResponseMessage> Upload(string text, string name = "tweets.csv", string query = "") => Upload(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), name, query);

    public Task<HttpResponseMessage> Upload(HttpContent file, string name, string query = "")
    {
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = $"\"{name}\"" };
        return Http.PostAsync($"api/runs{query}", new MultipartFormDataContent { file });
    }

    /// <summary>The run that an accepted request began.</summary>
    public async Task<string> Begun(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public Task<string> Sample() => Begun(Http.PostAsync("api/runs/sample", null));

    /// <summary>Reads the events of a run until one of them satisfies, or the run has ended; returns it.</summary>
    public async Task<JsonElement> Follow(string run, Func<JsonElement, bool>? until = null)
    {
        using var stream = new StreamReader(await Http.GetStreamAsync($"api/runs/{run}/events"));
        JsonElement last = default;
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                last = JsonDocument.Parse(line[6..]).RootElement;
                if (until?.Invoke(last) == true)
                {
                    break;
                }
            }
        }

        return last;
    }

    public static string State(JsonElement view) => view.GetProperty("run").GetProperty("state").GetString()!;

    private static HttpClient Client(string address, string? key)
    {
        var client = new HttpClient { BaseAddress = new(address), Timeout = Patience.Longest(TimeSpan.FromSeconds(30)) };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        return client;
    }
}
