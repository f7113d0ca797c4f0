using System.Text.Json.Serialization;

namespace Frugal.Data.Dialogues;

/// <summary>The same thing in both languages.</summary>
internal sealed record InLanguages<T>([property: JsonPropertyName("en")] T English, [property: JsonPropertyName("fr")] T French)
{
    public T this[ChatLanguage language] => language == ChatLanguage.French ? French : English;
}
