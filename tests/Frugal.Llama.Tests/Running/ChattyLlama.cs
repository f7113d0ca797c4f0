using Frugal.Gguf;
using LLama;

namespace Frugal.Llama.Tests.Running;

/// <summary><see cref="TinyLlama"/> with the tokens of a chat in the place of three bytes that no text in UTF-8 has.</summary>
internal static class ChattyLlama
{
    public const string ChatMl = "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}";
    public const int Start = 3 + 0xF9, End = 3 + 0xFA, Tool = 3 + 0xFB;

    /// <param name="template">The chat template; null for none.</param>
    /// <param name="kind">SentencePiece's kind of the chat's tokens: 3 control, 4 user-defined, 1 for none of them.</param>
    /// <param name="type">The matrices' type.</param>
    public static GgufWriter Writer(string? template = ChatMl, int kind = 3, GgufType? type = null)
    {
        string[] tokens = ["<unk>", "<s>", "</s>", .. Enumerable.Range(0, 256).Select(i => $"<0x{i:X2}>"), "▁"];
        int[] kinds = [2, 3, 3, .. Enumerable.Repeat(6, 256), 1];
        if (kind != 1)
        {
            (tokens[Start], tokens[End], tokens[Tool]) = ("<|im_start|>", "<|im_end|>", "<|tool|>");
            (kinds[Start], kinds[End], kinds[Tool]) = (kind, kind, kind);
        }

        var writer = TinyLlama.Writer(type ?? GgufType.F32).Set(GgufKeys.Tokens, GgufValue.OfArray<string>(tokens)).Set("tokenizer.ggml.token_type", GgufValue.OfArray<int>(kinds));
        return template is null ? writer : writer.Set("tokenizer.chat_template", template);
    }

    public static string Save(TemporaryFolder folder, string? template = ChatMl, int kind = 3)
    {
        var path = folder[$"chatty-{kind}-{template?.Length}.gguf"];
        Writer(template, kind).Save(path);
        return path;
    }

    /// <summary>What llama.cpp makes of a whole text.</summary>
    public static int[] Tokenize(string path, string text)
    {
        using var weights = LlamaRuns.Load(path);
        return [.. weights.Tokenize(text, add_bos: true, special: true, System.Text.Encoding.UTF8).Select(token => (int)token)];
    }
}
