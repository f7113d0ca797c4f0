using Frugal.Texts;

namespace Frugal.Gguf;

/// <summary>A byte-pair vocabulary as the metadata that llama.cpp builds its tokenizer <c>gpt2</c> from.</summary>
internal static class BytePairExport
{
    /// <summary>llama.cpp's name of the tokenizer, and of the way in which it splits words.</summary>
    public const string Kind = "gpt2", Split = "gpt-2";

    /// <summary>llama.cpp's kinds of tokens (<c>llama_token_type</c>).</summary>
    public const int Normal = 1, Control = 3;

    public static void Describe(GgufWriter writer, BytePairVocabulary vocabulary, LlamaExportOptions options)
    {
        var end = (uint)vocabulary.SpecialNumber(options.End);
        writer.Set(GgufKeys.TokenizerModel, Kind)
            .Set(GgufKeys.TokenizerSplit, Split)
            .Set(GgufKeys.Tokens, GgufValue.OfArray(vocabulary.Tokens))
            .Set(GgufKeys.TokenTypes, GgufValue.OfArray(vocabulary.Tokens.Select((_, number) => number < vocabulary.SpecialTokens.Count ? Control : Normal)))
            .Set(GgufKeys.Merges, GgufValue.OfArray(vocabulary.Merges.Select(merge => $"{merge.Left} {merge.Right}")))
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
            writer.Set(GgufKeys.ChatTemplate, template);
        }
    }
}
