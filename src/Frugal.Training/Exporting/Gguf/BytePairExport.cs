using Frugal.Texts;

namespace Frugal.Gguf;

/// <summary>A byte-pair vocabulary as the metadata that llama.cpp builds its tokenizer <c>gpt2</c> from.</summary>
internal static class BytePairExport
{
    /// <summary>llama.cpp's kinds of tokens (<c>llama_token_type</c>).</summary>
    private const int Normal = 1, Control = 3;

    public static void Describe(GgufWriter writer, BytePairVocabulary vocabulary, LlamaExportOptions options)
    {
        var end = (uint)vocabulary.SpecialNumber(options.End);
        writer.Set(GgufKeys.TokenizerModel, "gpt2")
            .Set("tokenizer.ggml.pre", "gpt-2")
            .Set(GgufKeys.Tokens, GgufValue.OfArray(vocabulary.Tokens))
            .Set("tokenizer.ggml.token_type", GgufValue.OfArray(vocabulary.Tokens.Select((_, number) => number < vocabulary.SpecialTokens.Count ? Control : Normal)))
            .Set("tokenizer.ggml.merges", GgufValue.OfArray(vocabulary.Merges.Select(merge => $"{merge.Left} {merge.Right}")))
            .Set("tokenizer.ggml.bos_token_id", options.Begin is { } begin ? (uint)vocabulary.SpecialNumber(begin) : end)   // without it, llama.cpp takes GPT-2's number
            .Set("tokenizer.ggml.eos_token_id", end)
            .Set("tokenizer.ggml.add_bos_token", options.Begin is not null)
            .Set("tokenizer.ggml.add_eos_token", false)
            .Set("tokenizer.ggml.add_space_prefix", false);
        if (options.EndOfTurn is { } turn)
        {
            writer.Set("tokenizer.ggml.eot_token_id", (uint)vocabulary.SpecialNumber(turn));
        }

        if (options.ChatTemplate is { } template)
        {
            writer.Set("tokenizer.chat_template", template);
        }
    }
}
