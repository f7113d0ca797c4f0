using System.Text.Json.Serialization;

namespace Frugal.Data.Dialogues;

/// <summary>What a <see cref="DialogueFact"/> is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DialogueDomain>))]
public enum DialogueDomain
{
    /// <summary>The course: its commands, notebooks and terms.</summary>
    Course,

    /// <summary>Fripe, an invented shop for second-hand clothes.</summary>
    Shop,

    /// <summary>Ondelys, an invented telephone operator.</summary>
    Telecom,
}
