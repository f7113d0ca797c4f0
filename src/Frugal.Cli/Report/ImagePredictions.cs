using Frugal.Reporting;

namespace Frugal.Cli.Report;

/// <summary>A model's prediction for an image.</summary>
/// <param name="Model">The model's format: fp32, fp16, int8.</param>
/// <param name="Class">The predicted class.</param>
/// <param name="Probability">The softmax probability of the predicted class, in [0, 1].</param>
internal sealed record Prediction(string Model, string Class, float Probability)
{
    /// <summary>The probability as a percentage.</summary>
    public Bilingual Share => Bilingual.Percent(Probability);
}

/// <summary>An image with each model's prediction.</summary>
/// <param name="Jpeg">The image.</param>
/// <param name="TrueClass">The true class.</param>
/// <param name="Predictions">One prediction per model, the baseline's first.</param>
internal sealed record ImagePredictions(byte[] Jpeg, string TrueClass, IReadOnlyList<Prediction> Predictions)
{
    /// <summary>The image in base 64.</summary>
    public string Base64 => Convert.ToBase64String(Jpeg);
}
