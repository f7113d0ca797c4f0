using LLama;
using LLama.Common;
using LLama.Exceptions;

namespace Frugal.Llama;

/// <summary>Loads files with llama.cpp, and turns its failures into errors that give its last message.</summary>
internal static class LlamaLoader
{
    /// <exception cref="FrugalException">llama.cpp cannot be loaded, or cannot load the file.</exception>
    public static LLamaWeights Weights(ModelParams settings)
    {
        LlamaEngine.Require();
        _ = LlamaEngine.TakeLastError();
        try
        {
            return LLamaWeights.LoadFromFile(settings);
        }
        catch (Exception failure) when (failure is LoadWeightsFailedException or RuntimeError)
        {
            throw LlamaErrors.NotRunnable(settings.ModelPath, LlamaEngine.TakeLastError(), failure);
        }
    }

    /// <exception cref="FrugalException">llama.cpp cannot make a context of this kind.</exception>
    public static LLamaContext Context(LLamaWeights weights, ModelParams settings)
    {
        _ = LlamaEngine.TakeLastError();
        try
        {
            return weights.CreateContext(settings);
        }
        catch (RuntimeError failure)
        {
            throw LlamaErrors.NoContext(settings.ModelPath, settings.ContextSize ?? 0, LlamaEngine.TakeLastError(), failure);
        }
    }
}
