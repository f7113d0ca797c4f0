using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Frugal;

namespace Browser.Tests.Assistant;

/// <summary>The chatbot's server without a page.</summary>
[Category("Machine")]
public class ServerTests
{
    private AssistantServer server = null!;
    private HttpClient client = null!;

    [SetUp]
    public Task Open() => Start("--mode", "gguf-q4_k_m");

    [TearDown]
    public async Task Close()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [TestCase("""{"messages": """, "invalid_json")]
    [TestCase("null", "invalid_json")]
    [TestCase("""{"messages": [{"role": "user", "content": "\ud800"}]}""", "invalid_json")]
    [TestCase("""{"messages": []}""", "empty_message")]
    [TestCase("""{"messages": [null]}""", "unknown_role")]
    [TestCase("""{"messages": [{"role": "user", "content": " \n"}]}""", "empty_message")]
    [TestCase("""{"messages": [{"role": "wizard", "content": "hello"}]}""", "unknown_role")]
    [TestCase("""{"messages": [{"role": "assistant", "content": "hello"}]}""", "no_question")]
    [TestCase("""{"messages": [{"role": "user", "content": "hello"}], "maxTokens": 0}""", "max_tokens")]
    [TestCase("""{"messages": [{"role": "user", "content": "hello"}], "model": "other"}""", "unknown_model")]
    public async Task A_request_that_is_no_chat_is_refused_with_a_code(string body, string code)
    {
        using var answer = await client.PostAsync("api/chat", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await Code(answer), Is.EqualTo(code));
    }

    [Test]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        var body = new ByteArrayContent([.. "{\"messages\": [{\"role\": \"user\", \"content\": \""u8, 0xFF, .. "\"}]}"u8]);
        body.Headers.ContentType = new("application/json");

        using var answer = await client.PostAsync("api/chat", body);

        Assert.That(await Code(answer), Is.EqualTo("invalid_utf8"));
    }

    [Test]
    public async Task A_message_longer_than_the_context_and_one_larger_than_a_request_are_refused()
    {
        using var tooLong = await Post(new string('a', 5000));
        Assert.That(await Code(tooLong), Is.EqualTo("message_too_long"));

        using var tooLarge = await Post(new string('a', 300_000));
        Assert.That(tooLarge.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task An_unknown_mode_is_refused()
    {
        using var answer = await client.PostAsJsonAsync("api/mode", new { mode = "other" });

        Assert.That(await Code(answer), Is.EqualTo("unknown_mode"));
    }

    [Test]
    public async Task Eight_chats_at_once_are_all_answered()
    {
        server.PerToken = TimeSpan.FromMilliseconds(5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            using var answer = await Post("Hello", $"chat-{i}");
            return await answer.Content.ReadAsStringAsync();
        }));

        Assert.That(answers.Select(Text), Is.All.EqualTo(StubModel.Answer));
        Assert.That(server.Opened, Has.Count.EqualTo(1), "one model for all");
    }

    [Test]
    public async Task More_questions_than_may_wait_are_told_that_the_server_is_busy()
    {
        await Restart("--mode", "gguf-q4_k_m", "--Chat:Concurrent=1", "--Chat:QueueLength=1");
        server.PerToken = TimeSpan.FromMilliseconds(50);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Post("Hello", $"chat-{i}")));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable), Is.EqualTo(2));
        Assert.That(answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).Select(answer => answer.Headers.RetryAfter), Has.None.Null);
    }

    [Test]
    public async Task A_client_that_leaves_stops_its_answer_and_leaves_no_session_behind()
    {
        await Restart("--mode", "lazy");
        server.PerToken = TimeSpan.FromMilliseconds(100);
        using (var answer = await Post("Hello"))
        {
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
            await reader.ReadLineAsync();
        }

        var model = server.Opened.Single();
        await Patience.For(TimeSpan.FromSeconds(10)).UntilAsync(() => model.Disposed, "the release of the model");
        Assert.That(model.Written, Is.LessThan(10));
        Assert.That(model.Sessions, Is.Zero);
    }

    [Test]
    public async Task Sessions_are_kept_up_to_their_number()
    {
        await Restart("--mode", "gguf-q4_k_m", "--Chat:Conversations=2");
        for (var i = 0; i < 5; i++)
        {
            using var answer = await Post("Hello", $"chat-{i}");
            await answer.Content.ReadAsStringAsync();
        }

        Assert.That(server.Opened.Single().Sessions, Is.EqualTo(2));
    }

    [Test]
    public async Task Memory_is_told_again_and_again()
    {
        using var answer = await client.GetAsync("api/memory", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        List<long> anonymous = [];
        while (anonymous.Count < 3 && await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                anonymous.Add(JsonDocument.Parse(line[6..]).RootElement.GetProperty("anonymous").GetInt64());
            }
        }

        Assert.That(anonymous, Has.Count.EqualTo(3).And.All.GreaterThan(1_000_000));
    }

    [TestCase("--mode", "other", "Mode")]
    [TestCase("--Chat:Context", "7", "Context")]
    [TestCase("--Chat:Threads", "many", "Threads")]
    [TestCase("--model", "no-such-model", "no-such-model")]
    public void A_wrong_setting_is_named_before_the_server_starts(string name, string value, string named) =>
        Assert.That(() => ChatbotMemory.ChatbotApp.Create([name, value]), Throws.TypeOf<FrugalException>().With.Message.Contains(named));

    private static string Text(string events) => string.Concat(events.Split('\n').Where(line => line.StartsWith("data: {\"text\"", StringComparison.Ordinal))
        .Select(line => JsonDocument.Parse(line[6..]).RootElement.GetProperty("text").GetString()));

    private static async Task<string?> Code(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private async Task Start(params string[] settings)
    {
        server = await AssistantServer.Start(settings);
        client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = new(server.Address) };   // who leaves does not read on
    }

    private async Task Restart(params string[] settings)
    {
        await Close();
        await Start(settings);
    }

    private Task<HttpResponseMessage> Post(string content, string conversation = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "api/chat") { Content = JsonContent.Create(new { messages = new[] { new { role = "user", content } }, conversation }) };
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
