using MakeItSmall;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>Values, a gradient for what they become, and their grid.</summary>
public sealed record FakeRequest(float[] X, float[] Gradient, GridNumbers Grid);

/// <summary>Features of pictures and their classes; a last layer to train, whose weights will be stored on a grid.</summary>
public sealed record TrainingRequest(Packed Features, int[] Labels, Packed Weight, float[] Bias, GridNumbers Grid, int Epochs, double Rate);

/// <summary>Task 5, in the student's process.</summary>
public static class FakeProbes
{
    public static float[] Forward(FakeRequest request) => FakeQuantization.Forward(request.X, request.Grid.ToGrid());

    public static float[] Backward(FakeRequest request) => FakeQuantization.Backward(request.X, request.Gradient, request.Grid.ToGrid());

    /// <summary>Gradient descent on the labels' cross-entropy, through the student's rounding.</summary>
    /// <returns>The trained weights before rounding.</returns>
    public static Packed Train(TrainingRequest request)
    {
        var grid = request.Grid.ToGrid();
        var (features, weight, bias) = (request.Features.Numbers(), request.Weight.Numbers(), request.Bias.ToArray());
        LastLayer.Train(features, weight, bias, request.Labels.Length, request.Epochs, request.Rate,
            w => FakeQuantization.Forward(w, grid), (w, g) => FakeQuantization.Backward(w, g, grid), logits => LastLayer.CrossEntropyGradient(logits, request.Labels));
        return Packed.Of([.. weight, .. bias]);
    }
}
