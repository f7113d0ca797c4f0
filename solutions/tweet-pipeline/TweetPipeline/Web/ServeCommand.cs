using System.CommandLine;
using Frugal;

namespace TweetPipeline.Web;

/// <summary>The command <c>serve</c>: the dashboard as a web server.</summary>
public static class ServeCommand
{
    private const string Prefix = "--Dashboard:";

    /// <summary>The command. Every setting of <see cref="DashboardSettings"/> can follow as <c>--Dashboard:NAME=VALUE</c>; secrets are better given by the environment, as <c>Dashboard__ApiKey</c>.</summary>
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on", DefaultValueFactory = _ => "http://localhost:5080" };
        var data = new Option<string?>("--data") { Description = "Folder for uploads, results and logs; by default in the user's own data" };
        var model = new Option<string?>("--model") { Description = "Sentiment model: ONNX file, name in the catalogue, or none" };
        var llm = new Option<string?>("--llm") { Description = "Language model: GGUF file, name in the catalogue, or address of an OpenAI-compatible server" };
        var serve = new Command("serve", "Serve the dashboard: upload a file, watch its phases, filter and export the results. Other settings: --Dashboard:NAME=VALUE") { urls, data, model, llm };
        serve.TreatUnmatchedTokensAsErrors = false;
        serve.SetAction(async (parsed, cancellation) =>
        {
            (string Name, string? Value)[] given = [("Data", parsed.GetValue(data)), ("Model", parsed.GetValue(model)), ("LanguageModel", parsed.GetValue(llm))];
            string[] args = [$"--urls={parsed.GetRequiredValue(urls)}", .. given.Where(option => option.Value is not null).Select(option => $"{Prefix}{option.Name}={option.Value}"), .. parsed.UnmatchedTokens.Select(Known)];
            await RunAsync(args, cancellation).ConfigureAwait(false);
        });
        return serve;
    }

    private static async Task RunAsync(string[] args, CancellationToken cancellation)
    {
        try
        {
            await using var app = DashboardApp.Create(args);
            await HostingAbstractionsHostExtensions.RunAsync(app, cancellation).ConfigureAwait(false);
        }
        catch (IOException failure)   // an address that is taken
        {
            throw new FrugalException($"The dashboard cannot start: {failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Give another address with --urls.", failure);
        }
    }

    private static string Known(string token) => token.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && token.Contains('=', StringComparison.Ordinal)
        ? token
        : throw new FrugalException($"serve: '{token}' is unknown. Allowed: the options of --help, and settings as {Prefix}NAME=VALUE.");
}
