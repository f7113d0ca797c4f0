using Frugal.Measuring;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(3, "Batch normalisations folded")]
[Points(10)]
[Hint("factor = gamma / sqrt(variance + epsilon); weight * factor, (bias - mean) * factor + beta, channel by channel.")]
public class FoldingTests : TaskFixture
{
    private const double Tolerance = 1e-4;

    protected override Limits Limits => new() { Memory = ByteSize.Parse("2 GB") };

    [Test]
    public void A_convolution_without_bias_takes_the_normalisation_in() => Compare(Draw(channels: 16, each: 27, bias: false));

    [Test]
    public void A_convolution_with_bias_takes_the_normalisation_in() => Compare(Draw(channels: 8, each: 72, bias: true));

    [Test, Hidden, Hint("The channels are those of gamma; a channel's weights are weight.Length / channels. Epsilon is there for variances near zero.")]
    public void Kernels_of_one_channel_and_variances_near_zero_are_folded_too()
    {
        var draw = Draw(channels: 12, each: 9, bias: true);
        draw.Variance[3] = 0;
        draw.Variance[4] = 1e-12f;

        Compare(draw);
        Compare(Draw(channels: 1, each: 1, bias: false));
    }

    [Test, Hint("Write into new arrays.")]
    public void The_arguments_are_not_changed() => Expect.For("4 channels of 9 weights, with a bias", "BatchNormFolding.Fold: it writes into its arguments")
        .Equal("the six arrays to be as before:", Student.Call(ModelProbes.Fold, Draw(channels: 4, each: 9, bias: true)).ArgumentsKept, true);

    [Test, Hidden]
    public void The_whole_network_answers_as_before_without_a_normalisation_left()
    {
        Student.Call(ModelProbes.Export, new MakeRequest(ReferenceShop.Classifier, Scratch["folded.onnx"]), TimeSpan.FromSeconds(60));
        using var model = ShippedModel.Take(Scratch["folded.onnx"], ByteSize.Parse("10 MB"));
        var file = File.ReadAllBytes(model.Path);

        MustNotCall("Frugal.Onnx.FoldBatchNorm.Apply");
        Expect.For("The classifier, exported").That(file.AsSpan().IndexOf("BatchNormalization"u8) < 0, "no BatchNormalization", "one that is left");
        var answers = Judge.Answers(model.Path, ReferenceShop.Instance.ClassifierFile("fp32"), agreement: 0.8, pictures: 60);          // at 60 dB no class changes
        Judge.SignalToNoise(answers, least: 60);
        Record("folded_size", new Figure(file.Length, "bytes"));
    }

    private FoldRequest Draw(int channels, int each, bool bias)
    {
        float[] Numbers(int count, float from, float to) => [.. Enumerable.Range(0, count).Select(_ => from + (to - from) * Unseen.NextSingle())];
        return new(Numbers(channels * each, -1, 1), bias ? Numbers(channels, -1, 1) : null, Numbers(channels, -2, 2), Numbers(channels, -1, 1),
            Numbers(channels, -1, 1), Numbers(channels, 0.1f, 2), 1e-3 * (1 + Unseen.NextDouble()));
    }

    /// <summary>One weight at a time, in double precision.</summary>
    private void Compare(FoldRequest request)
    {
        var answer = Student.Call(ModelProbes.Fold, request);
        var (weight, bias) = (answer.Weight ?? [], answer.Bias ?? []);
        var (channels, each) = (request.Gamma.Length, request.Weight.Length / request.Gamma.Length);
        var input = $"{channels} channels of {each} weights, {(request.Bias is null ? "without" : "with")} a bias";
        var shapes = Expect.For(input, "the lengths of the new arrays: a bias for each channel, also where there was none");

        shapes.Equal("weights, in number:", weight.Length, request.Weight.Length);
        shapes.Equal("biases, in number:", bias.Length, channels);
        for (var i = 0; i < request.Weight.Length; i++)
        {
            var c = i / each;
            var factor = request.Gamma[c] / Math.Sqrt(request.Variance[c] + request.Epsilon);
            var shift = ((request.Bias?[c] ?? 0.0) - request.Mean[c]) * factor + request.Beta[c];
            var within = Tolerance * Math.Max(1, Math.Abs(factor));
            var (gamma, beta, mean, variance) = (request.Gamma[c], request.Beta[c], request.Mean[c], request.Variance[c]);
            var channel = FormattableString.Invariant($"{input}; channel {c} with gamma {gamma:G4}, beta {beta:G4}, mean {mean:G4}, variance {variance:G4}, epsilon {request.Epsilon:G4}");
            Expect.For(FormattableString.Invariant($"{channel}, weight {request.Weight[i]:G4}"), "the factor: gamma / sqrt(variance + epsilon), of the weight's own channel").Near($"weight [{i}]", weight[i], request.Weight[i] * factor, within);
            Expect.For(FormattableString.Invariant($"{channel}, bias {request.Bias?[c] ?? 0:G4}"), "the shift: (bias - mean) * factor + beta").Near($"bias [{c}]", bias[c], shift, within);
        }
    }
}
