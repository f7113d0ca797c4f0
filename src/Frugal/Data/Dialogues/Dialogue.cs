namespace Frugal.Data.Dialogues;

/// <summary>A short conversation.</summary>
/// <param name="Turns">Questions and answers in turn; the user begins, and the assistant has the last word.</param>
public sealed record Dialogue(IReadOnlyList<ChatTurn> Turns);
