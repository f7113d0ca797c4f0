using Microsoft.Extensions.AI;

namespace Frugal.Llama;

/// <summary>What of a chat a session can hold: the system's messages at its head, and the newest whole turns. A turn is a user's message and what follows up to the next.</summary>
internal static class ChatHistory
{
    /// <param name="model">Gives the tokens.</param>
    /// <param name="turns">The chat.</param>
    /// <param name="room">Maximum number of tokens.</param>
    /// <param name="capacity">That of the session, for the error.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="FrugalException">There are no messages, or the newest turn does not fit beside the system's messages.</exception>
    public static int[] Fit(ILanguageModel model, List<(string Role, string Text)> turns, int room, int capacity)
    {
        var head = turns.TakeWhile(turn => turn.Role == ChatRole.System.Value).Count();
        if (head == turns.Count)
        {
            throw ChatErrors.NoMessage();
        }

        // All of it, or from the user's message on that is the first to fit: found by halving, since fewer turns have fewer tokens.
        var starts = Enumerable.Range(head + 1, turns.Count - head - 1).Where(turn => turns[turn].Role == ChatRole.User.Value).Prepend(head).ToArray();
        var tokens = From(starts[0]);
        if (tokens.Length <= room)
        {
            return tokens;
        }

        int[]? best = null;
        for (var (low, high) = (1, starts.Length - 1); low <= high;)
        {
            var middle = (low + high) / 2;
            tokens = From(starts[middle]);
            (low, high, best) = tokens.Length <= room ? (low, middle - 1, tokens) : (middle + 1, high, best);
        }

        return best ?? throw ChatErrors.TooLong(From(starts[^1]).Length, room, capacity);

        int[] From(int start) => model.TokenizeChat([.. turns[..head], .. turns[start..]]);
    }
}
