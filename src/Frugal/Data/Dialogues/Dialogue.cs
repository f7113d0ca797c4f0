namespace Frugal.Data.Dialogues;

/// <summary>A short conversation.</summary>
/// <param name="Turns">Questions and answers in turn; the user begins, after a turn of the system if there is one, and the assistant has the last word.</param>
public sealed record Dialogue(IReadOnlyList<ChatTurn> Turns);
