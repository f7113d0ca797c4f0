using Frugal.Gguf;
using Frugal.Measuring;
using LLama;

namespace Frugal.Llama;

/// <summary>The weights of a file and the thread that computes with them. They live as long as anybody uses them: the model, its sessions, a call.</summary>
/// <remarks>llama.cpp crashes if weights are freed before a context on them; LLamaSharp counts too, but frees on whichever thread comes last (LLamaSharp, issue 328).</remarks>
internal sealed class LoadedWeights
{
    private readonly Lock gate = new();
    private int users = 1;

    public LoadedWeights(GgufFile file, LLamaWeights weights, LanguageModelOptions options)
    {
        (Path, Weights, Threads) = (file.Path, weights, options.Threads);
        Context = LlamaRun.ContextOf(file);
        Vocabulary = new LlamaVocabulary(weights);
        Frame = new ChatFrame(file.Path, weights, Vocabulary);
        HeadWidths = LlamaNeeds.HeadWidths(file);
        Working = LlamaNeeds.Working(file, LlamaSession.Part);
        CachedPerToken = LlamaNeeds.CachedPerToken(file);
        Compute = new ComputeThread("llama.cpp");
    }

    public string Path { get; }

    public LLamaWeights Weights { get; }

    public int Threads { get; }

    public int Context { get; }

    public LlamaVocabulary Vocabulary { get; }

    public ChatFrame Frame { get; }

    public (long Keys, long Values) HeadWidths { get; }

    public ComputeThread Compute { get; }

    /// <summary>Memory of a session beside its keys and values.</summary>
    public ByteSize Working { get; }

    /// <summary>Keys and values of one token.</summary>
    public long CachedPerToken { get; }

    /// <summary>Adds a user, who must be one of the present users or be protected by one.</summary>
    public LoadedWeights Use()
    {
        lock (gate)
        {
            users++;
            return this;
        }
    }

    /// <summary>Takes a user off. The last one frees the weights and returns their memory to the system.</summary>
    public void Release()
    {
        lock (gate)
        {
            if (--users > 0)
            {
                return;
            }
        }

        Compute.Run(new ComputeJob(Weights.Dispose));
        Compute.End();
        NativeHeap.Trim();
    }
}
