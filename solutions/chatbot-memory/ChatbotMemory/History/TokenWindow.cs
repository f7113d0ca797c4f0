using Frugal;

namespace ChatbotMemory.History;

/// <summary>Keeps a chat within a number of tokens, so that its memory is bounded however long it gets.</summary>
public static class TokenWindow
{
    /// <summary>
    /// The turns that the model still sees: the system turns at the beginning, always, and of the others as many of the newest as fit, in their order. What is kept of the others begins with a user's
    /// turn: an answer without its question confuses the model.
    /// </summary>
    /// <param name="turns">The whole chat; the last turn is the user's.</param>
    /// <param name="tokens">The tokens of a turn, its frame included.</param>
    /// <param name="capacity">Tokens that the session can hold.</param>
    /// <param name="answer">Tokens of these that stay free for the answer.</param>
    /// <exception cref="FrugalException">The system turns and the last turn alone do not fit: the message gives their tokens and the room.</exception>
    /// <exception cref="ArgumentException">There is no turn, or the last one is not the user's.</exception>
    public static IReadOnlyList<Turn> Keep(IReadOnlyList<Turn> turns, Func<Turn, int> tokens, int capacity, int answer)
    {
#if SOLUTION
        if (turns is not [.., { Role: "user" }])
        {
            throw new ArgumentException("The last turn is not the user's.");
        }

        var system = turns.TakeWhile(turn => turn.Role == "system").ToList();
        var room = capacity - answer;
        var used = system.Sum(tokens) + tokens(turns[^1]);
        if (used > room)
        {
            throw new FrugalException($"The message has {used} tokens with the instructions, and there is room for {Math.Max(0, room)}. Shorten it.");
        }

        var first = turns.Count - 1;
        for (var at = first - 1; at >= system.Count; at--)
        {
            used += tokens(turns[at]);
            if (used > room)
            {
                break;
            }

            first = turns[at].Role == "user" ? at : first;
        }

        return [.. system, .. turns.Skip(first)];
#else
        throw new NotImplementedException("Task 6 - keep the newest turns. Hint: go back from the last turn, count, and remember the last user's turn that fitted.");
#endif
    }
}
