using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using ClothingApi;
using ClothingApi.Models;
using ClothingApi.Predictions;
using Frugal.Imaging;

namespace Labs.ClothingApi.Grader.Probes;

/// <summary>What the grader gives in place of parts that are not right yet: data that it made, and models opened by the course's own code.</summary>
internal static class Given
{
    /// <summary>Pictures that the grader prepared: for each the file SHA-256.photo with width and height (int32), the pixels, and the tensor (float32).</summary>
    public static void Photos(string? folder) => StandIn.Photo = folder is null ? null : file =>
    {
        using var data = new BinaryReader(File.OpenRead(Path.Combine(folder, $"{Convert.ToHexString(SHA256.HashData(file))}.photo")));
        var (width, height) = (data.ReadInt32(), data.ReadInt32());
        var picture = new RgbImage(width, height, data.ReadBytes(3 * width * height));
        var tensor = new float[data.ReadInt32()];
        for (var i = 0; i < tensor.Length; i++)
        {
            tensor[i] = data.ReadSingle();
        }

        return (picture, tensor);
    };

    /// <summary>Models, opened when the first request asks for them.</summary>
    public static void Models(bool given)
    {
        var opened = new ConcurrentDictionary<string, OnnxNetwork>();
        StandIn.Model = given ? path => opened.GetOrAdd(path, OnnxNetwork.Open) : null;
    }

    /// <summary>One answer for every picture.</summary>
    public static void Prediction(string? json) => StandIn.Prediction = json is null ? null : () => JsonSerializer.Deserialize<PredictAnswer>(json, JsonSerializerOptions.Web)!;
}
