using System.ClientModel;
using Frugal;
using Frugal.Llama;
using Frugal.Models;
using Microsoft.Extensions.AI;

namespace TweetPipeline.Models;

/// <summary>Where the language model comes from, and its version.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Version">Another model or question has another version.</param>
/// <param name="Open">Opens it.</param>
public sealed record LanguageModelSource(string Name, string Version, Func<LanguageModel> Open)
{
    private const string Key = "OPENAI_API_KEY";

    /// <summary>Finds a GGUF file, a model of the catalogue, or a server that speaks OpenAI's protocol.</summary>
    /// <param name="model">The file, the catalogue's name, or the server's address: <c>http://localhost:11434/v1</c>.</param>
    /// <param name="served">The model's name on the server.</param>
    /// <param name="threads">Tweets that are asked about at once, and threads that a local model computes on.</param>
    /// <exception cref="FrugalException">There is no such model.</exception>
    public static LanguageModelSource Find(string model, string served, int threads)
    {
        if (Uri.TryCreate(model, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return served.Length > 0
                ? new(served, $"{LanguageModel.QuestionVersion}|{address}|{served}", () => new(Server(address, served), int.MaxValue))
                : throw new FrugalException($"--llm {model}: the name of a model on that server is missing. Give it with --llm-model.");
        }

        var file = File.Exists(model) ? model : model.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)
            ? throw new FrugalException($"{model}: there is no such file. Give a GGUF file, the name of a model (see 'frugal models list'), or the address of a server.")
            : ModelLibrary.Default().ModelFile(model);
        if (!File.Exists(file))
        {
            throw new FrugalException($"{model} is not on this machine. Get it with './frugal models get {model}', or use --mode fast.");
        }

        return new(Path.GetFileNameWithoutExtension(file), $"{LanguageModel.QuestionVersion}|{WeightsPrint.Of(file)}", () => Local(file, threads));
    }

    private static LanguageModel Local(string file, int threads)
    {
        var most = Math.Clamp(threads, 1, 64);
        var model = LlamaLanguageModel.Open(file, new() { Threads = most });   // each answer is computed by all of them, one answer at a time
        return new(new OwningClient(new LlamaChatClient(model, new() { Sessions = most, AnswerTokens = 64 }), model), model.Context);
    }

    private static IChatClient Server(Uri address, string served)
    {
        var key = Environment.GetEnvironmentVariable(Key) is { Length: > 0 } given ? given : "none";
        return new OpenAI.OpenAIClient(new ApiKeyCredential(key), new() { Endpoint = address }).GetChatClient(served).AsIChatClient();
    }

    /// <summary>A client that also closes its model.</summary>
    private sealed class OwningClient(IChatClient client, IDisposable model) : DelegatingChatClient(client)
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            model.Dispose();
        }
    }
}
