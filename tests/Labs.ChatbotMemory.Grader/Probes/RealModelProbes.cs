using ChatbotMemory.Models;
using Frugal.Llama;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>A file, and how often to load it.</summary>
public sealed record RealRequest(string Model, int Cycles);

/// <summary>Anonymous memory in bytes: before, while the model is used, and after each use.</summary>
public sealed record RealAnswer(bool Known, long Before, long During, long[] After, int Released);

/// <summary>Task 1 with a model that llama.cpp loads, in the student's process.</summary>
public static class RealModelProbes
{
    /// <summary>A real model, loaded into anonymous memory, used and released.</summary>
    public static RealAnswer Real(RealRequest request)
    {
        var (released, during) = (0, 0L);
        using (LlamaLanguageModel.Open(request.Model))
        {
            // llama.cpp itself is loaded, and stays
        }

        OwnMemory.GiveBack();
        var before = OwnMemory.Anonymous;
        var lazy = new LazyModel(() => LlamaLanguageModel.Open(request.Model, new() { Mapped = false }), () =>
        {
            released++;
            OwnMemory.GiveBack();
        });
        var after = new long[request.Cycles];
        for (var cycle = 0; cycle < request.Cycles; cycle++)
        {
            lazy.UseAsync(model =>
            {
                using var session = model.Start(new() { Capacity = 64 });
                session.Read(model.Tokenize("some words"));
                _ = session.Choose();
                during = Math.Max(during, OwnMemory.Anonymous);
                return Task.FromResult(0);
            }).GetAwaiter().GetResult();
            after[cycle] = OwnMemory.Anonymous;
        }

        return new(OwnMemory.Known, before, during, after, released);
    }
}
