namespace ChatbotMemory.History;

/// <summary>A turn of a chat.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said.</param>
public sealed record Turn(string Role, string Text);
