using Frugal.Data.Dialogues;
using Frugal.Texts;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>ChatML, the frame of a chat that most tools know: <c>&lt;|im_start|&gt;user</c>, the text, <c>&lt;|im_end|&gt;</c>, and so on.</summary>
public static class ChatFormat
{
    /// <summary>Begins a turn; the speaker's name follows.</summary>
    public const string Start = "<|im_start|>";

    /// <summary>Ends a turn.</summary>
    public const string End = "<|im_end|>";

    /// <summary>The frame as a template in Jinja, for a GGUF file.</summary>
    public static string Template =>
        "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    /// <summary>The special tokens, in the order of their numbers.</summary>
    public static IReadOnlyList<string> SpecialTokens { get; } = [End, Start];

    /// <summary>The tokens of what a model is asked: the turns so far, and the beginning of its answer.</summary>
    public static int[] Prompt(BytePairTokenizer tokenizer, IEnumerable<ChatTurn> turns)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(turns);
        return [.. turns.SelectMany(turn => Turn(tokenizer, turn)), .. Opening(tokenizer, ChatRole.Assistant)];
    }

    /// <summary>A dialogue to learn from: the assistant's words and the ends of its turns count fully, everything else by <paramref name="others"/>.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="dialogue">The dialogue.</param>
    /// <param name="others">The weight of the user's words and of the frame, 0 to below 1.</param>
    public static LearnedText Learned(BytePairTokenizer tokenizer, Dialogue dialogue, float others)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(dialogue);
        var (tokens, weights) = (new List<int>(), new List<float>());
        foreach (var turn in dialogue.Turns)
        {
            var opening = Opening(tokenizer, turn.Role).Length;
            var all = Turn(tokenizer, turn);
            tokens.AddRange(all);
            weights.AddRange(all.Select((_, i) => turn.Role == ChatRole.Assistant && i >= opening && i < all.Length - 1 ? 1f : others));   // the last one is the line break after the end
        }

        return new LearnedText(tokens, weights);
    }

    /// <summary>The speakers of dialogues as the frame names them, for a vocabulary.</summary>
    internal static IEnumerable<string> Speakers(IReadOnlyList<Dialogue> dialogues) =>
        Enum.GetValues<ChatRole>().Where(role => dialogues.Any(dialogue => dialogue.Turns.Any(turn => turn.Role == role))).Select(Speaker);

    private static int[] Turn(BytePairTokenizer tokenizer, ChatTurn turn) =>
        [.. Opening(tokenizer, turn.Role), .. tokenizer.Encode(turn.Text), tokenizer.Vocabulary.SpecialNumber(End), .. tokenizer.Encode("\n")];

    private static int[] Opening(BytePairTokenizer tokenizer, ChatRole role) =>
        [tokenizer.Vocabulary.SpecialNumber(Start), .. tokenizer.Encode(Speaker(role))];

    private static string Speaker(ChatRole role) => role switch
    {
        ChatRole.System => "system\n",
        ChatRole.Assistant => "assistant\n",
        _ => "user\n",
    };
}
