using System.Globalization;
using System.Text;
using LLama;
using LLama.Exceptions;

namespace Frugal.Llama;

/// <summary>
/// The frame of a model's chats: the template of its file, as far as llama.cpp knows it (<c>llama_chat_apply_template</c>). A file without one gets ChatML if its vocabulary has those tokens, else plain lines of
/// <c>User: ...</c> and <c>Assistant: ...</c>.
/// </summary>
internal sealed class ChatFrame
{
    private const char Open = '\uE000', Close = '\uE001', Fence = '\v';
    private const string White = " \t\n\r\v\f";   // of C's isspace

    private static readonly string[] Roles = ["system", "user", "assistant"];

    private readonly string path;
    private readonly LlamaVocabulary vocabulary;
    private readonly string? template;

    public ChatFrame(string path, LLamaWeights weights, LlamaVocabulary vocabulary)
    {
        (this.path, this.vocabulary) = (path, vocabulary);
        template = weights.NativeHandle.GetTemplate(null, strict: false) ?? (vocabulary.Specials.Count(special => special.Text is "<|im_start|>" or "<|im_end|>") == 2 ? "chatml" : null);
    }

    /// <summary>The tokens of a text without a frame.</summary>
    public int[] Tokenize(string text, bool special)
    {
        ArgumentNullException.ThrowIfNull(text);
        return special ? vocabulary.Tokenize(text, special: true) : [.. new FramedText([(text, false)]).Tokenize(vocabulary, template ?? "")];
    }

    /// <summary>The tokens of a chat, up to the beginning of the assistant's next turn.</summary>
    /// <exception cref="FrugalException">There are no turns, a role is another one, or llama.cpp does not know the template.</exception>
    public int[] Tokenize(IReadOnlyList<(string Role, string Text)> turns)
    {
        ArgumentNullException.ThrowIfNull(turns);
        if (turns.Count == 0 || turns.Any(turn => !Roles.Contains(turn.Role)))
        {
            throw LlamaErrors.Turns(turns.FirstOrDefault(turn => !Roles.Contains(turn.Role)).Role, Roles);
        }

        var parts = template is null ? Plain(turns) : Framed(turns);
        var tokens = new FramedText(parts).Tokenize(vocabulary, (template ?? "") + string.Concat(parts.Where(part => part.Frame).Select(part => part.Text)));
        if (vocabulary.Begin is { } begin && (tokens.Count == 0 || tokens[0] != begin))
        {
            tokens.Insert(0, begin);
        }

        return [.. tokens];
    }

    private static List<(string Text, bool Frame)> Plain(IReadOnlyList<(string Role, string Text)> turns)
    {
        var parts = new List<(string, bool)>();
        foreach (var (role, text) in turns)
        {
            parts.Add((role switch { "user" => "User: ", "assistant" => "Assistant: ", _ => "" }, true));
            parts.Add((text, false));
            parts.Add(("\n", true));
        }

        parts.Add(("Assistant:", true));
        return parts;
    }

    /// <summary>The frame is made around a mark per turn, so that no text of a turn passes through the template.</summary>
    private List<(string Text, bool Frame)> Framed(IReadOnlyList<(string Role, string Text)> turns)
    {
        var frame = Apply(turns.Select((turn, i) => (turn.Role, string.Create(CultureInfo.InvariantCulture, $"{Fence}{Open}{i}{Close}{Fence}"))));
        var (parts, at) = (new List<(string, bool)>(), 0);
        for (int open; (open = frame.IndexOf(Open, at)) >= 0;)
        {
            var close = frame.IndexOf(Close, open);
            var text = turns[int.Parse(frame.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture)].Text;
            var (fenced, end) = (open > at && frame[open - 1] == Fence, close + 1 < frame.Length && frame[close + 1] == Fence);
            parts.Add((frame[at..(fenced ? open - 1 : open)], true));
            text = fenced ? text : text.TrimStart(White.ToCharArray());   // a template that strips the fences strips white space
            parts.Add((end ? text : text.TrimEnd(White.ToCharArray()), false));
            at = end ? close + 2 : close + 1;
        }

        parts.Add((frame[at..], true));
        return parts;
    }

    private string Apply(IEnumerable<(string Role, string Text)> turns)
    {
        var applied = new LLamaTemplate(template) { AddAssistant = true };
        foreach (var (role, text) in turns)
        {
            applied.Add(role, text);
        }

        try
        {
            return Encoding.UTF8.GetString(applied.Apply());
        }
        catch (Exception unknown) when (unknown is MissingTemplateException or RuntimeError)
        {
            throw LlamaErrors.UnknownTemplate(path, unknown);
        }
    }
}
