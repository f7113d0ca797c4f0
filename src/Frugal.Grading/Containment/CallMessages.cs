using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frugal.Grading.Containment;

/// <summary>What the grader asks: run this probe on this input.</summary>
/// <param name="Nonce">Drawn at random for this call; the answer repeats it, so that none can be prepared.</param>
/// <param name="Assembly">The file of the probe's assembly.</param>
/// <param name="Type">The full name of the class that holds the probe.</param>
/// <param name="Method">The probe's name.</param>
/// <param name="Input">The input, as JSON.</param>
internal sealed record CallRequest(string Nonce, string Assembly, string Type, string Method, JsonElement Input);

/// <summary>What the student's process answers: a value, or the exception that was thrown.</summary>
internal sealed record CallReply(string? Nonce, JsonElement? Answer, ThrownException? Thrown);

/// <summary>An exception, as told by the process in which it was thrown.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Trace">The whole of it: messages and stack traces, the inner ones included.</param>
internal sealed record ThrownException(string? Type, string? Message, string? Trace);

/// <summary>How inputs, answers and the messages around them are written.</summary>
internal static class CallJson
{
    /// <summary>NaN and infinities are written by name, fields of tuples are written too.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        MaxDepth = 32,
    };
}
