using System.Security.Cryptography;
using Frugal;
using Frugal.Models;

namespace TweetPipeline.Models;

/// <summary>Where the sentiment model comes from, and its version, which is known without opening it.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Version">Other weights have another version.</param>
/// <param name="Open">Opens it; null if the rules take its place.</param>
public sealed record SentimentSource(string Name, string Version, Func<ISentimentModel>? Open)
{
    /// <summary>The name that asks for no model.</summary>
    public const string None = "none";

    /// <summary>Finds an ONNX file, or a model of the catalogue by its name.</summary>
    /// <exception cref="FrugalException">There is neither.</exception>
    public static SentimentSource Find(string model)
    {
        if (model == None)
        {
            return new(None, None, null);
        }

        var file = File.Exists(model) ? model : model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
            ? throw new FrugalException($"{model}: there is no such file. Give an ONNX file, the name of a model (see 'frugal models list'), or '{None}'.")
            : ModelLibrary.Default().ModelFile(model);
        if (!File.Exists(file))
        {
            throw new FrugalException($"{model} is not on this machine. Get it with './frugal models get {model}', give another --model, or '{None}' for the rules alone.");
        }

        using var stream = File.OpenRead(file);
        return new(Path.GetFileNameWithoutExtension(file), $"{Convert.ToHexStringLower(SHA256.HashData(stream))[..16]}", () => new OnnxSentiment(file));
    }
}
