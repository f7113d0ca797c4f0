namespace Frugal.Llama;

/// <summary>Errors of chats, all created here.</summary>
internal static class ChatErrors
{
    public static FrugalException NoMessage() => new("The chat has no message to answer. Give at least one of a user.");

    public static FrugalException Role(string role) => new($"A message has the role '{role}'; this model reads those of system, user and assistant. Leave it out, or make it a user's message.");

    public static FrugalException NotText(string kind) => new($"A message has content of the kind {kind}; this model reads text alone. Leave it out.");

    public static FrugalException EmptyStop() => new("A stop sequence is empty; it must have at least one character. Leave it out.");

    public static FrugalException TooLong(int tokens, int room, int capacity) => new(FormattableString.Invariant(
        $"The newest message, with the system's, has {tokens:N0} tokens; {room:N0} fit in a session of {capacity:N0}, which keeps the rest for the answer. Shorten it, or raise the session's Capacity."));
}
