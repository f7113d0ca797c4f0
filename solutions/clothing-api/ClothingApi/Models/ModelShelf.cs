using ClothingApi.Preparation;
using Frugal.Serving.Problems;

namespace ClothingApi.Models;

/// <summary>The models of the shop: a classifier and an encoder, each as int8 and fp32.</summary>
public sealed class ModelShelf(PreparedFolder folder)
{
    private readonly Pair classifier = new(folder.Classifier("int8"), folder.Classifier("fp32"));
    private readonly Pair encoder = new(folder.Encoder("int8"), folder.Encoder("fp32"));

    /// <summary>The name of the classifier.</summary>
    public string ClassifierName => folder.Set.Classifier;

    /// <summary>The name of the encoder.</summary>
    public string EncoderName => folder.Set.Encoder;

    /// <summary>The classifier's files: fp32, int8.</summary>
    public IReadOnlyList<ServedModel> Classifiers => [classifier.Fp32, classifier.Int8];

    /// <summary>The classifier as it is asked for: int8, fp32, or null for int8.</summary>
    /// <exception cref="ProblemException">There is no such format (400), or no model can be had (503).</exception>
    public Task<ModelChoice> ClassifierAsync(string? format) => classifier.ChooseAsync(format);

    /// <summary>The encoder of the visual search.</summary>
    /// <exception cref="ProblemException">There is no such format (400), or no model can be had (503).</exception>
    public Task<ModelChoice> EncoderAsync(string? format) => encoder.ChooseAsync(format);

    private sealed class Pair(string int8, string fp32)
    {
        public ServedModel Int8 { get; } = new("int8", int8);

        public ServedModel Fp32 { get; } = new("fp32", fp32);

        /// <summary>Without the second half of task 2 there is no fallback: what fails, fails.</summary>
        public async Task<ModelChoice> ChooseAsync(string? format)
        {
            var (main, other) = format switch
            {
                null or "" or "int8" => (Int8, Fp32),
                "fp32" => (Fp32, Int8),
                _ => throw new ProblemException(new(400, "unknown_model", "There is no such model", "The parameter 'model' is int8 or fp32.")),
            };
            try
            {
                return await new ModelWithFallback(main, other).ChooseAsync();
            }
            catch (NotImplementedException)
            {
                return new(await main.GetAsync(), main.Format, Fallback: false, Reason: null);
            }
        }
    }
}
