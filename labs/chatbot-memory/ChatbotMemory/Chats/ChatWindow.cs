using ChatbotMemory.History;
using Frugal;
using Frugal.Llama;
using Frugal.Serving.Problems;

namespace ChatbotMemory.Chats;

/// <summary>The tokens of what a session can hold of a chat, by task 6.</summary>
public static class ChatWindow
{
    private static readonly Turn Nothing = new("user", "");

    /// <summary>The chat's tokens, the frame of the answer included.</summary>
    /// <param name="model">The model.</param>
    /// <param name="turns">The whole chat.</param>
    /// <param name="capacity">Tokens that the session holds.</param>
    /// <param name="answer">Tokens that the answer may have; at most half of the session is kept free for it.</param>
    /// <exception cref="ProblemException">The last message does not fit (400, <c>message_too_long</c>).</exception>
    public static int[] Tokens(ILanguageModel model, IReadOnlyList<Turn> turns, int capacity, int answer)
    {
        var frame = Tokens(model, [Nothing]).Length;   // what every chat has: its beginning, and that of the answer
        try
        {
            var kept = Unfinished.Else(() => TokenWindow.Keep(turns, turn => Cost(model, turn, frame), capacity, Math.Min(answer, capacity / 2) + frame), () => turns);
            var tokens = Tokens(model, kept);
            return tokens.Length < capacity ? tokens : throw new FrugalException($"The chat has {tokens.Length} tokens, and the model's session holds {capacity}. Begin a new chat.");
        }
        catch (FrugalException tooLong)
        {
            throw new ProblemException(new(400, "message_too_long", "The message is longer than the model's context", tooLong.Message), tooLong);
        }
    }

    /// <summary>A turn's tokens with its own frame: what it adds to a chat.</summary>
    private static int Cost(ILanguageModel model, Turn turn, int frame) =>
        Math.Max(1, Tokens(model, turn.Role == "system" ? [turn, Nothing] : [Nothing, turn]).Length - frame);

    private static int[] Tokens(ILanguageModel model, IReadOnlyList<Turn> turns) => model.TokenizeChat([.. turns.Select(turn => (turn.Role, turn.Text))]);
}
