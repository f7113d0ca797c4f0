using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Frugal.Imaging;

namespace Labs.ClothingApi.Grader;

/// <summary>The parts that the grader can give in place of the student's, all as data: pictures that it prepared, models that the course's code opens, an answer.</summary>
internal static class Parts
{
    /// <summary>In place of task 1.</summary>
    public const string Photos = "preprocessing";

    /// <summary>In place of task 2.</summary>
    public const string Models = "opening of models";

    /// <summary>An answer of the API, for task 10, which counts answers: as the shop's own would be.</summary>
    public static string Prediction(bool fallback) => JsonSerializer.Serialize(new
    {
        label = "shirt",
        confidence = 0.75,
        scores = new[] { new { label = "shirt", probability = 0.75 }, new { label = "shoes", probability = 0.25 } },
        model = new { name = ReferenceShop.Classifier, format = "int8", bytes = 1_000_000, fallback, reason = (string?)null },
        timings = new { decodeMs = 1.0, preprocessMs = 0.5, queueMs = 0.1, inferenceMs = 0.5, totalMs = 2.2, batch = 2 },
    });

    /// <summary>Prepares pictures and writes them into the scratch folder, under the SHA-256 of their files.</summary>
    public static string Prepare(Scratch scratch, IEnumerable<byte[]> files)
    {
        foreach (var file in files)
        {
            var picture = Photo.Decode(file);
            var tensor = ReferenceShop.Preparation.Apply(picture);
            using var data = new MemoryStream();
            using var writer = new BinaryWriter(data);
            writer.Write(picture.Width);
            writer.Write(picture.Height);
            writer.Write(picture.Pixels);
            writer.Write(tensor.Length);
            writer.Write(MemoryMarshal.AsBytes<float>(tensor));
            writer.Flush();
            scratch.Write($"{Convert.ToHexString(SHA256.HashData(file))}.photo", data.ToArray());      // in no folder, which a student's program could replace by a link
        }

        return scratch.Folder;
    }
}
