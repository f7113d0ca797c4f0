namespace Frugal.Gguf;

/// <summary>A vocabulary that can spell any text, for a model whose answers mean nothing: special tokens, the 256 bytes, and words of made-up letters.</summary>
internal static class RandomVocabulary
{
    private static readonly string[] Specials = ["<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>"];

    /// <summary>SentencePiece's kinds of tokens.</summary>
    private const int Normal = 1, Unknown = 2, Control = 3, Byte = 6;

    public static void Describe(GgufWriter writer, int count)
    {
        var words = count - Specials.Length - 256;
        writer.Set(GgufKeys.TokenizerModel, "llama")
            .Set(GgufKeys.Tokens, GgufValue.OfArray<string>([.. Specials, .. Enumerable.Range(0, 256).Select(i => $"<0x{i:X2}>"), .. Enumerable.Range(0, words).Select(Word)]))
            .Set("tokenizer.ggml.scores", GgufValue.OfArray(Enumerable.Range(0, count).Select(i => -(float)i)))
            .Set("tokenizer.ggml.token_type", GgufValue.OfArray<int>([Unknown, .. Enumerable.Repeat(Control, Specials.Length - 1), .. Enumerable.Repeat(Byte, 256), .. Enumerable.Repeat(Normal, words)]))
            .Set("tokenizer.ggml.bos_token_id", 1u)
            .Set("tokenizer.ggml.eos_token_id", 2u)
            .Set("tokenizer.ggml.unknown_token_id", 0u)
            .Set("tokenizer.ggml.eot_token_id", 4u)
            .Set("tokenizer.chat_template", "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}");
    }

    /// <summary>A space, and the number in letters: the first word is a space alone.</summary>
    private static string Word(int number)
    {
        var letters = "";
        for (; number > 0; number = (number - 1) / 26)
        {
            letters = (char)('a' + (number - 1) % 26) + letters;
        }

        return '▁' + letters;
    }
}
