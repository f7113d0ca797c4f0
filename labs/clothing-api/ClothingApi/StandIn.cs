using ClothingApi.Models;
using ClothingApi.Predictions;
using Frugal.Imaging;

namespace ClothingApi;

/// <summary>
/// What the grader gives in place of a part that is not right yet, so that the tasks that build on it can be graded all the same: data that it made
/// before, never the code. Nothing here is set when the shop runs.
/// </summary>
public static class StandIn
{
    /// <summary>The decoded picture of a file, and what <see cref="Photos.PhotoTensor"/> would make of it.</summary>
    public static Func<byte[], (RgbImage Picture, float[] Tensor)>? Photo { get; set; }

    /// <summary>The opened model of a file.</summary>
    public static Func<string, OnnxNetwork>? Model { get; set; }

    /// <summary>The answer for any picture.</summary>
    public static Func<PredictAnswer>? Prediction { get; set; }
}
