using System.Text.Json;
using System.Text.Json.Serialization;
using ClothingApi.Operations;
using ClothingApi.Photos;
using ClothingApi.Predictions;
using ClothingApi.Search;
using Microsoft.AspNetCore.Mvc;

namespace ClothingApi;

/// <summary>The API's JSON, camelCase, written by generated code: nothing is looked up when the first request comes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PredictAnswer))]
[JsonSerializable(typeof(SimilarAnswer))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ModelInfo[]))]
[JsonSerializable(typeof(SampleItem[]))]
[JsonSerializable(typeof(CatalogueInfo))]
[JsonSerializable(typeof(JsonUpload))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
