using ChatbotMemory.Chats;
using ChatbotMemory.Files;
using ChatbotMemory.Keeping;
using ChatbotMemory.Operations;
using ChatbotMemory.Processes;
using Frugal.Llama;
using Frugal.Serving.Limits;
using Frugal.Serving.Problems;

namespace ChatbotMemory;

/// <summary>The web application: its services, and its endpoints, each mapped in a file of its own.</summary>
public static class ChatbotApp
{
    private const long WorthCollecting = 8_000_000;

    /// <summary>The application, ready to run. It looks at no model's weights: it listens at once, however large the model is.</summary>
    /// <param name="args">Settings: <c>--urls http://localhost:5090 --model smollm2-360m-instruct --mode lazy</c>.</param>
    /// <param name="open">Opens a model; null for llama.cpp.</param>
    /// <exception cref="Frugal.FrugalException">A setting is not allowed, or the model is not there.</exception>
    public static WebApplication Create(string[] args, OpenModel? open = null)
    {
        // Reading tokens keeps a thread waiting for each answer; as many more are ready at once, so that health answers meanwhile.
        ThreadPool.GetMinThreads(out _, out var ports);
        ThreadPool.SetMinThreads(32, ports);
        var builder = Builder(args);
        var settings = ChatSettings.From(builder.Configuration);
        Require(settings);
        AddServices(builder.Services, settings, open);
        builder.Services.AddHostedService(services => services.GetRequiredService<BackgroundFormMaker>());
        builder.Services.AddHostedService(_ => new IdleCollector(WorthCollecting));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        Limits.Add(builder, settings);

        var app = builder.Build();
        app.UseProblems(Problems.Of);
        app.UseRateLimiter();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapChat();
        app.MapMemory();
        app.MapMode();
        app.MapModels();
        app.MapHealth();
        app.Lifetime.ApplicationStarted.Register(() => _ = Task.Run(app.Services.GetRequiredService<ModeSwitch>().Warm));
        return app;
    }

    /// <summary>The settings that these arguments, the environment and appsettings.json give.</summary>
    /// <exception cref="Frugal.FrugalException">A setting is not allowed.</exception>
    public static ChatSettings SettingsOf(string[] args) => ChatSettings.From(Builder(args).Configuration);

    /// <summary>What the web server and the console chat share.</summary>
    internal static void AddServices(IServiceCollection services, ChatSettings settings, OpenModel? open)
    {
        services.AddSingleton(settings);
        services.AddSingleton(open ?? LlamaLanguageModel.Open);
        services.AddSingleton(new Lazy<ModelForms>(() => ModelForms.Of(settings)));
        services.AddSingleton<ModelChildren>();
        services.AddSingleton<ModelEvents>();
        services.AddSingleton<ModelOpener>();
        services.AddSingleton<KeeperFactory>();
        services.AddSingleton<BackgroundFormMaker>();
        services.AddSingleton<ModeSwitch>();
        services.AddSingleton<MemoryChatClient>();
        services.AddSingleton<ChatRequestReader>();
        services.AddSingleton<MemoryMeter>();
    }

    /// <summary>A model that is not there, and a mode that it cannot have, are found before the server listens.</summary>
    internal static void Require(ChatSettings settings)
    {
        _ = ModelSource.Find(settings.Model);
        if (settings.Mode.EndsWith("f16", StringComparison.Ordinal) || settings.Pool != "")
        {
            _ = Modes.ModeOffer.Chosen(settings, ModelForms.Of(settings));
        }
    }

    /// <summary>The program's own folder holds its settings and its web page, wherever it is started from.</summary>
    private static WebApplicationBuilder Builder(string[] args) =>
        WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [.. args.Select(Long)], ContentRootPath = AppContext.BaseDirectory });

    /// <summary>--model and --mode for --Chat:Model and --Chat:Mode.</summary>
    private static string Long(string argument) => argument.Split('=') is ["--model" or "--mode", ..]
        ? $"--Chat:{char.ToUpperInvariant(argument[2])}{argument[3..]}" : argument;
}
