using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

/// <summary>The student's server, asked by the grader over a Unix socket.</summary>
internal sealed class Shop : IDisposable
{
    private static int started;
    private readonly StudentServer server;

    private Shop(StudentServer server) => this.server = server;

    /// <summary>Starts the server on the shop in <paramref name="folder"/> of the scratch folder.</summary>
    public static Shop Open(StudentProcess student, Scratch scratch, string folder, params string[] settings) => Open(student, scratch, folder, new Gifts(), settings);

    /// <summary>As above, with parts that the grader gives.</summary>
    public static Shop Open(StudentProcess student, Scratch scratch, string folder, Gifts gifts, params string[] settings)
    {
        var socket = $"{Interlocked.Increment(ref started)}.sock";
        string[] arguments =
        [
            "--urls", $"http://unix:{scratch[socket]}", "--Clothing:Folder", scratch[folder], "--Clothing:Source", "garments", "--Clothing:Prepare", "false",
            "--Logging:LogLevel:Default", "Error", .. settings,
        ];
        student.Call(ServerProbes.Start, new ServerRequest(arguments, gifts.Photos, gifts.Models, gifts.Prediction));
        return new Shop(new StudentServer(scratch, socket, () => student.Call(ServerProbes.Ping, 0)));
    }

    public Task<Socket> ConnectAsync() => server.ConnectAsync();

    public Task<Reply> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>A picture as the body.</summary>
    public Task<Reply> PostAsync(string path, byte[] body, string contentType = "image/jpeg")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    /// <summary>A picture in a form.</summary>
    public Task<Reply> PostFormAsync(string path, byte[] file, string field = "image")
    {
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new("image/jpeg");
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new MultipartFormDataContent { { part, field, "photo.jpg" } } });
    }

    public void Dispose() => server.Dispose();

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        var what = $"{request.Method} {request.RequestUri}{(request.Content is { } content ? $" with {content.Headers.ContentType?.MediaType}, {content.Headers.ContentLength:N0} bytes" : "")}";
        var reply = new Reply(await server.SendAsync(request), what);
        return reply is { Status: HttpStatusCode.NotImplemented, Code: "not_done" } ? throw new StudentFailure(Cause.NotDone, reply.Text("detail")) : reply;
    }
}

/// <summary>The parts that the grader gives to a server.</summary>
/// <param name="Photos">The folder of the prepared pictures; null if the student's code prepares them.</param>
/// <param name="Models">Whether the course's code opens the models.</param>
/// <param name="Prediction">The answer for every picture, as JSON; null if the student's code answers.</param>
internal sealed record Gifts(string? Photos = null, bool Models = false, string? Prediction = null);

/// <summary>An answer.</summary>
internal sealed record Reply : ServerAnswer
{
    private readonly Lazy<JsonElement?> json;

    public Reply(ServerAnswer answer, string request)
        : base(answer) => (json, Request) = (new(() => Parse(Body)), request);

    /// <summary>The request that it answers: <c>POST /api/predict</c>.</summary>
    public string Request { get; }

    /// <summary>The checks of this answer.</summary>
    public Expect Expect(string? look = null) => Frugal.Grading.Tasks.Expect.For(Request, look);

    /// <summary>The body.</summary>
    /// <exception cref="StudentFailure">It is no JSON object or array.</exception>
    public JsonElement Json => json.Value ?? throw new StudentFailure(Cause.WrongAnswer, $"{Request}: expected JSON, got the status {(int)Status} without it. Answer as the README's table says.");

    /// <summary>The code of problem details; null where there is none.</summary>
    public string? Code => json.Value is { ValueKind: JsonValueKind.Object } && Json.TryGetProperty("code", out var code) ? code.ToString() : null;

    /// <summary>A property of the answer.</summary>
    public JsonElement this[params string[] path] => path.Aggregate(Json, (element, name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value
            : throw new StudentFailure(Cause.WrongAnswer, $"{Request}: expected an answer with {string.Join('.', path)}, got the status {(int)Status} without it. Look at the record that the method returns."));

    public string Text(params string[] path) => this[path].ToString();

    public double Number(params string[] path) => this[path] is { ValueKind: JsonValueKind.Number } number
        ? number.GetDouble()
        : throw new StudentFailure(Cause.WrongAnswer, $"{Request}: expected a number as {string.Join('.', path)}, got {Text(path)}. Look at the record that the method returns.");

    /// <summary>A text body.</summary>
    public string Content => System.Text.Encoding.UTF8.GetString(Body);

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
