using System.Collections.Concurrent;
using ChatbotMemory;
using Frugal;
using Frugal.Llama;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Browser.Tests.Assistant;

/// <summary>The lab's own server over a model that a test makes up; its files lie in a folder that goes with it.</summary>
public sealed class AssistantServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly WebApplication app;

    private AssistantServer(TemporaryFolder folder, WebApplication app) => (this.folder, this.app) = (folder, app);

    public string Address { get; private set; } = "";

    /// <summary>Every model that was opened, in order.</summary>
    public ConcurrentQueue<StubModel> Opened { get; } = new();

    /// <summary>Whether opening fails: the sentence, or null.</summary>
    public string? Failure { get; set; }

    /// <summary>How long a token takes.</summary>
    public TimeSpan PerToken { get; set; } = TimeSpan.FromMilliseconds(2);

    public static async Task<AssistantServer> Start(params string[] settings) => await Start(quantised: false, settings);

    public static async Task<AssistantServer> Start(bool quantised, params string[] settings)
    {
        var folder = new TemporaryFolder();
        string[] arguments =
        [
            "--urls=http://127.0.0.1:0", $"--webroot={Repository.AssistantPage}", "--model", StubFile.Write(folder["stub.gguf"], quantised), $"--Chat:Folder={folder["made"]}", "--Chat:Prepare=false", "--Logging:LogLevel:Default=None", .. settings,
        ];
        StubFile.Fill(ChatbotApp.SettingsOf([.. arguments.Select(argument => argument == "--model" ? "--Chat:Model" : argument)]));
        AssistantServer? server = null;
        server = new(folder, ChatbotApp.Create(arguments, (_, _) => server!.Open()));
        await server.app.StartAsync();
        server.Address = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }

    private ILanguageModel Open()
    {
        if (Failure is { } sentence)
        {
            throw new FrugalException(sentence);
        }

        var model = new StubModel { PerToken = PerToken };
        Opened.Enqueue(model);
        return model;
    }
}
