namespace Frugal.Data.Dialogues;

/// <summary>The speaker of a <see cref="ChatTurn"/>.</summary>
public enum ChatRole
{
    /// <summary>The person who asks.</summary>
    User,

    /// <summary>The model that answers.</summary>
    Assistant,

    /// <summary>The program that says what is asked for, before the first question.</summary>
    System,
}
