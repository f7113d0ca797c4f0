using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using TweetPipeline.Web.Operations;
using TweetPipeline.Web.Results;
using TweetPipeline.Web.Runs;

namespace TweetPipeline.Web;

/// <summary>The API's JSON, camelCase, written by generated code.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SessionReport))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(RunRecord[]))]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(SummaryReport))]
[JsonSerializable(typeof(Timeline))]
[JsonSerializable(typeof(TweetPage))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>Values of an enumeration in JSON: <c>queued</c> for <c>Queued</c>.</summary>
public sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase) where T : struct, Enum;
