using System.Text.Json;
using Frugal.Distillation;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Distillation;

/// <summary>Values and gradients against PyTorch's in float64; ours are float32: 1e-5 of the largest.</summary>
public class DistillationLossTests
{
    private static readonly Dictionary<string, Golden> Expected = JsonSerializer.Deserialize<Dictionary<string, Golden>>(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Distillation", "distillation.golden.json")), JsonSerializerOptions.Web)!;

    [TestCase(1)]
    [TestCase(4)]
    public void Soft_targets_are_Hinton_s(double temperature) =>
        Check($"softTargets{temperature}", Noise(1, 3, 4, 5), student => DistillationLosses.SoftTargets(student, Noise(2, 4, 4, 5), temperature));

    [Test]
    public void Hints_are_those_of_FitNets() => Check("hint", Noise(5, 1, 3, 6, 3, 4), student => DistillationLosses.Hint(student, Noise(4, 1, 3, 6, 3, 4)));

    [Test]
    public void Attention_is_that_of_its_authors() => Check("attention", Noise(3, 1, 3, 2, 3, 4), student => DistillationLosses.Attention(student, Noise(4, 1, 3, 6, 3, 4)));

    [Test]
    public void Relational_distances_are_the_paper_s() => Check("distance", Noise(6, 1, 5, 4), student => DistillationLosses.RelationalDistance(student, Noise(7, 1, 5, 7)));

    [Test]
    public void Relational_angles_are_the_paper_s() => Check("angle", Noise(6, 1, 5, 4), student => DistillationLosses.RelationalAngle(student, Noise(7, 1, 5, 7)));

    [Test]
    public void A_student_that_agrees_loses_nothing_by_features()
    {
        using var scope = NewDisposeScope();
        var (maps, embeddings) = (Noise(3, 1, 3, 2, 3, 4), Noise(6, 1, 5, 4));

        Assert.That(DistillationLosses.Hint(maps, maps).item<float>(), Is.Zero);
        Assert.That(DistillationLosses.Attention(maps, maps).item<float>(), Is.Zero);
        Assert.That(DistillationLosses.RelationalDistance(embeddings, embeddings.mul(3)).item<float>(), Is.EqualTo(0).Within(1e-10), "scale does not count");
        Assert.That(DistillationLosses.RelationalAngle(embeddings, embeddings.add(1)).item<float>(), Is.EqualTo(0).Within(1e-10), "nor does place");
    }

    [Test]
    public void The_gradient_stays_a_number_where_two_pictures_are_the_same()
    {
        using var scope = NewDisposeScope();
        var student = ones(3, 4).requires_grad_();

        DistillationLosses.RelationalDistance(student, Noise(7, 1, 3, 7)).add(DistillationLosses.RelationalAngle(student, Noise(7, 1, 3, 7))).backward();

        Assert.That(student.grad!.data<float>().ToArray(), Is.All.Matches<float>(float.IsFinite));
    }

    private static void Check(string name, Tensor input, Func<Tensor, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var student = input.requires_grad_();

        var value = loss(student);
        value.backward();

        var expected = Expected[name];
        Assert.That(value.dim(), Is.Zero);
        Assert.That(value.item<float>(), Is.EqualTo(expected.Value).Within(1e-5 * Math.Abs(expected.Value)));
        Assert.That(student.grad!.data<float>().ToArray(), Is.EqualTo(expected.Gradient).Within(1e-5 * expected.Gradient.Max(Math.Abs)));
    }

    private static Tensor Noise(int number, double scale, params long[] shape)
    {
        var values = Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i =>
        {
            var v = Math.Sin(i * 12.9898 + number * 78.233) * 43758.5453;
            return (float)(((v - Math.Floor(v)) * 2 - 1) * scale);
        });
        return tensor(values.ToArray(), shape);
    }

    private sealed record Golden(double Value, double[] Gradient);
}
