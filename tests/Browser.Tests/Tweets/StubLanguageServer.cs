using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Browser.Tests.Tweets;

/// <summary>A language model on a server with OpenAI's protocol. It answers as often as a test allows, then keeps the pipeline waiting.</summary>
internal sealed class StubLanguageServer : IAsyncDisposable
{
    private const string Answer = """{"id": "1", "object": "chat.completion", "created": 0, "model": "stub", "choices": [{"index": 0, "message": {"role": "assistant", "content": "No idea."}, "finish_reason": "stop"}]}""";

    private readonly SemaphoreSlim answers = new(0);
    private readonly WebApplication app;
    private int asked;

    private StubLanguageServer(WebApplication app) => this.app = app;

    /// <summary>The settings of a dashboard that asks it.</summary>
    public string[] Settings { get; private set; } = [];

    /// <summary>Questions so far.</summary>
    public int Asked => Volatile.Read(ref asked);

    public static async Task<StubLanguageServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new StubLanguageServer(app);
        app.MapPost("/v1/chat/completions", async context =>
        {
            Interlocked.Increment(ref server.asked);
            await server.answers.WaitAsync(context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Answer);
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Settings = [$"--Dashboard:LanguageModel={address}/v1", "--Dashboard:ServedModel=stub", "--Dashboard:Mode=Balanced"];
        return server;
    }

    /// <summary>Lets it answer so many more questions.</summary>
    public void Allow(int questions) => answers.Release(questions);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
