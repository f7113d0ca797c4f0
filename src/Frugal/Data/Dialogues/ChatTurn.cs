namespace Frugal.Data.Dialogues;

/// <summary>One turn of a dialogue.</summary>
/// <param name="Role">The speaker.</param>
/// <param name="Language">The language of the text.</param>
/// <param name="Text">What is said, on one line, without markers: how turns become tokens is the trainer's choice.</param>
public sealed record ChatTurn(ChatRole Role, ChatLanguage Language, string Text);
