using Frugal.Data;
using Frugal.Models;
using Labs.MakeItSmall.Grader.Probes;

namespace Labs.MakeItSmall.Grader;

/// <summary>What a last layer is trained on: the features that a trained MobileNet makes of drawn pictures, and others to judge it by. Drawn for each grading.</summary>
internal sealed class Lesson
{
    private const string Network = "garments-mobilenet";
    private const int Pictures = 300;

    private readonly GarmentsDataset seen, unseen;
    private readonly float[] judged;

    private Lesson(GarmentsDataset seen, GarmentsDataset unseen)
    {
        (this.seen, this.unseen) = (seen, unseen);
        (Features, judged) = (RealNetwork.Answers(Network, seen, features: true), RealNetwork.Answers(Network, unseen, features: true));
        var model = ModelLibrary.Default().Load(Network);
        var layer = model.Nodes.Single(node => node.Operator == "Gemm");
        (Weight, Bias) = (model.Constant(layer.Inputs[1])!.Values, model.Constant(layer.Inputs[2])!.Values);
    }

    /// <summary>(pictures, inputs).</summary>
    public float[] Features { get; }

    public int[] Labels => [.. Enumerable.Range(0, seen.Count).Select(seen.Label)];

    /// <summary>The trained weights of the last layer, (classes, inputs).</summary>
    public float[] Weight { get; }

    public float[] Bias { get; }

    public int Inputs => Weight.Length / Bias.Length;

    public static Lesson Draw(Random unseen) => new(new("lesson", Pictures, unseen.Next()), new("unseen", Pictures, unseen.Next()));

    /// <summary>A teacher's logits for the pictures of the lesson and for those that it is judged by.</summary>
    public (float[] Seen, float[] Judged) Teacher() => (RealNetwork.Answers("garments-resnet", seen, features: false), RealNetwork.Answers("garments-resnet", unseen, features: false));

    /// <summary>The share of unseen pictures that a last layer gets right.</summary>
    public double Right(float[] weight, float[] bias) => Right(LastLayer.Logits(judged, weight, bias, unseen.Count));

    /// <summary>The first features of each picture only: a narrower network.</summary>
    public (float[] Seen, float[] Judged) Narrow(int inputs) => (Cut(Features, inputs), Cut(judged, inputs));

    public double Right(float[] logits) => Enumerable.Range(0, unseen.Count).Count(i => Best(logits, i) == unseen.Label(i)) / (double)unseen.Count;

    public int[] JudgedLabels => [.. Enumerable.Range(0, unseen.Count).Select(unseen.Label)];

    public static float[] OnGrid(float[] weight, GridNumbers grid) =>
        Array.ConvertAll(weight, w => grid.Scale * (Math.Clamp(MathF.Round(w / grid.Scale) + grid.Zero, grid.Lowest, grid.Highest) - grid.Zero));


    private int Best(float[] logits, int row) => Enumerable.Range(0, Bias.Length).MaxBy(c => logits[row * Bias.Length + c]);

    private float[] Cut(float[] features, int inputs) => [.. features.Chunk(Inputs).SelectMany(row => row[..inputs])];
}
