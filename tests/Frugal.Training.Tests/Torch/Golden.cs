using System.Text.Json;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Torch;

/// <summary>The numbers of torch.golden.json and the comparison with them.</summary>
internal static class Golden
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Torch", "torch.golden.json"))).RootElement;

    public static JsonElement At(params string[] path) => path.Aggregate(Root, (element, name) => element.GetProperty(name));

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(number => number.GetDouble())];

    public static double[] Elements(Tensor tensor)
    {
        using var numbers = tensor.detach().to(ScalarType.Float64).contiguous();
        return numbers.data<double>().ToArray();
    }

    /// <summary>Largest error, absolute or relative to the largest number: both sides are float32 sums in different orders.</summary>
    public static void AssertClose(double[] actual, double[] expected, double tolerance = 2e-6)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        double scale = Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty().Max());
        Assert.That(actual.Zip(expected, (a, e) => Math.Abs(a - e)).DefaultIfEmpty().Max() / scale, Is.LessThanOrEqualTo(tolerance));
    }

    public static void AssertClose(Tensor actual, JsonElement expected, double tolerance = 2e-6) =>
        AssertClose(Elements(actual), expected.Numbers(), tolerance);

    /// <summary>The output and the gradients of sum(output * cos(index)), as torch.golden.py makes them.</summary>
    public static void AssertGradients(JsonElement expected, Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        inputs = [.. inputs.Select(input => input.clone().requires_grad_(input.is_floating_point()))];
        var output = function(inputs);
        var weights = arange(output.numel(), dtype: ScalarType.Float32).cos().view(output.shape);
        (output * weights).sum().backward();

        Assert.That(output.shape, Is.EqualTo(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())));
        AssertClose(output, expected.GetProperty("output"));
        foreach (var (input, gradient) in inputs.Zip(expected.GetProperty("gradients").EnumerateArray()))
            AssertClose(input.grad is { } found ? Elements(found) : [], gradient.Numbers(), 5e-6);
    }
}
