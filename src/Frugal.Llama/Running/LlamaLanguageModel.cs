namespace Frugal.Llama;

/// <summary>A GGUF file run by llama.cpp.</summary>
public static class LlamaLanguageModel
{
    /// <summary>Loads a model.</summary>
    /// <exception cref="FrugalException">The file is missing or damaged, is no language model, or needs more memory than is left; the message gives the sum.</exception>
    public static ILanguageModel Open(string path, LanguageModelOptions? options = null) => throw new NotImplementedException();
}
