using System.Text.Json.Serialization;
using Frugal.Llama;

namespace ChatbotMemory.Processes;

/// <summary>What the application asks of the process of its model.</summary>
/// <param name="Call">The method's name.</param>
/// <param name="Session">The session's number, for a session's methods.</param>
/// <param name="Number">A token, or a number of tokens.</param>
/// <param name="Text">A text.</param>
/// <param name="Special">Whether special tokens count.</param>
/// <param name="Tokens">Tokens to read.</param>
/// <param name="Turns">A chat: role, text, role, text.</param>
/// <param name="Options">How to start a session.</param>
public sealed record ChildCall(string Call, int Session = 0, int Number = 0, string? Text = null, bool Special = false, int[]? Tokens = null, string[]? Turns = null, LanguageSessionOptions? Options = null);

/// <summary>What it answers.</summary>
/// <param name="Number">A token, a session's number, or a number of tokens.</param>
/// <param name="Capacity">A session's capacity, or the model's context.</param>
/// <param name="CacheBytes">A session's bytes.</param>
/// <param name="Tokens">The tokens of a text.</param>
/// <param name="Bytes">A token's bytes.</param>
/// <param name="End">Whether a token ends an answer.</param>
public sealed record ChildAnswer(int Number = 0, int Capacity = 0, long CacheBytes = 0, int[]? Tokens = null, byte[]? Bytes = null, bool End = false);

/// <summary>Both as JSON, by generated code.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ChildCall))]
[JsonSerializable(typeof(ChildAnswer))]
internal sealed partial class ChildJson : JsonSerializerContext;
