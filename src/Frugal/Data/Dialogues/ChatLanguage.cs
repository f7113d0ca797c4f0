namespace Frugal.Data.Dialogues;

/// <summary>The language of a <see cref="ChatTurn"/>; an answer has that of its question.</summary>
public enum ChatLanguage
{
    /// <summary>English.</summary>
    English,

    /// <summary>French.</summary>
    French,
}
