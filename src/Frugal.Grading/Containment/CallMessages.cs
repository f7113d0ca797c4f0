using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frugal.Grading.Containment;

/// <summary>The grader's request: run this probe on this input.</summary>
/// <param name="Nonce">A random number for this call; the reply repeats it, so that no reply can be prepared in advance.</param>
/// <param name="Assembly">The file of the probe's assembly.</param>
/// <param name="Type">The full name of the class that contains the probe.</param>
/// <param name="Method">The probe's name.</param>
/// <param name="Input">The input, as JSON.</param>
internal sealed record CallRequest(string Nonce, string Assembly, string Type, string Method, JsonElement Input);

/// <summary>The reply of the student's process: a value, or the exception that was thrown.</summary>
internal sealed record CallReply(string? Nonce, JsonElement? Answer, ThrownException? Thrown);

/// <summary>An exception, as reported by the process in which it was thrown.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Trace">The full text: messages and stack traces, including inner exceptions.</param>
internal sealed record ThrownException(string? Type, string? Message, string? Trace)
{
    private const int LongestType = 200;
    private const int LongestText = 20_000;

    /// <summary>The same with each text cut to a length that the grader can search quickly.</summary>
    public ThrownException Bounded() => new(Type?.Length > LongestType ? Type[..LongestType] : Type, Cut(Message), Cut(Trace));

    private static string? Cut(string? text) => text is null || text.Length <= LongestText ? text : text[..LongestText] + " ...";
}

/// <summary>JSON options for inputs, answers and messages.</summary>
internal static class CallJson
{
    /// <summary>Writes NaN and infinities by name, and includes the fields of tuples.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        MaxDepth = 32,
    };

    /// <summary>The same without NaN and infinities.</summary>
    public static JsonSerializerOptions Finite { get; } = new(Options) { NumberHandling = JsonNumberHandling.Strict };
}
