using System.Text.Json;
using System.Text.Json.Serialization;
using ChatbotMemory.Chats;
using ChatbotMemory.Keeping;
using ChatbotMemory.Operations;
using Microsoft.AspNetCore.Mvc;

namespace ChatbotMemory;

/// <summary>The API's JSON, camelCase, written by generated code: nothing is looked up when the first request comes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatFigures))]
[JsonSerializable(typeof(TokenEvent))]
[JsonSerializable(typeof(ErrorEvent))]
[JsonSerializable(typeof(MemoryState))]
[JsonSerializable(typeof(ModelEvent))]
[JsonSerializable(typeof(ModeRequest))]
[JsonSerializable(typeof(ModeReport))]
[JsonSerializable(typeof(ModelInfo[]))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
