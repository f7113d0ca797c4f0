using System.Diagnostics;
using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Torch;

/// <summary>The calls of TorchSharp 0.107.0 that end the process, and what stands before them.</summary>
[Category("Machine")]
public class TorchCrashTests
{
    [TestCase("matmul", "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)")]
    [TestCase("matmul-types", "expected m1 and m2 to have the same dtype")]
    public async Task Matmul_of_the_package_ends_the_process_where_its_operands_do_not_fit(string call, string words)
    {
        var (code, error) = await Child(call);

        Assert.That(code, Is.Not.Zero, "the package has learnt to report it: CheckedProduct can go");
        Assert.That(error, Does.Contain(words));
    }

    [TestCase(new long[] { 2, 3 }, new long[] { 2, 3 }, "shapes (2, 3) and (2, 3): the last axis of the first has 3 numbers, and the last but one axis of the second 2")]
    [TestCase(new long[] { 3 }, new long[] { 2 }, "the only axis of the second 2")]
    [TestCase(new long[] { 4, 2, 3 }, new long[] { 5, 3, 2 }, "batches of 4 and 5 matrices do not broadcast")]
    [TestCase(new long[] { }, new long[] { 2 }, "multiply a single number with mul")]
    public void A_checked_product_names_both_shapes(long[] left, long[] right, string words)
    {
        using var scope = NewDisposeScope();

        Assert.That(() => ones(left).CheckedMatmul(ones(right)), Throws.TypeOf<FrugalException>().With.Message.Contains(words));
    }

    [Test]
    public void A_checked_product_names_both_types()
    {
        using var scope = NewDisposeScope();

        Assert.That(() => ones(2, 3).CheckedMatmul(ones(3, 2, int64)), Throws.TypeOf<FrugalException>().With.Message.Contains("Float32 and Int64"));
    }

    [TestCase(new long[] { 3 }, new long[] { 3 })]
    [TestCase(new long[] { 2, 3 }, new long[] { 3 })]
    [TestCase(new long[] { 3 }, new long[] { 3, 4 })]
    [TestCase(new long[] { 5, 2, 3 }, new long[] { 3, 4 })]
    [TestCase(new long[] { 5, 1, 2, 3 }, new long[] { 6, 3, 4 })]
    [TestCase(new long[] { 0, 3 }, new long[] { 3, 0 })]
    public void A_checked_product_is_matmuls(long[] left, long[] right)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (randn(left), randn(right));

        Assert.That(a.CheckedMatmul(b).equal(a.matmul(b)).all().item<bool>(), Is.True);
    }

    [Test]
    public async Task The_backward_pass_of_a_strided_1x1_convolution_of_few_channels_leaves_the_process_alive()
    {
        var (code, error) = await Child("convolution-guarded");
        var (bare, _) = await Child("convolution");
        TestContext.Out.WriteLine($"without the guard the process ends with {bare}");   // 134 or 139 with AVX2; another processor may survive

        Assert.That(code, Is.Zero, error);
    }

    [TestCase(1, 2, 3, true)]
    [TestCase(1, 2, 15, true)]
    [TestCase(1, 2, 16, false)]
    [TestCase(1, 1, 3, false)]
    [TestCase(3, 2, 3, false)]
    public void Only_layers_at_risk_get_a_copy(int kernel, int stride, int channels, bool copied)
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Conv2d(channels, 4, kernel_size: kernel, stride: stride);
        var input = randn(2, 6, 6, channels).permute(0, 3, 1, 2);

        var safe = StridedPointwise.Safe(input, layer.weight!, layer.stride!);

        Assert.That(safe.is_contiguous(), Is.EqualTo(copied));
        Assert.That(safe.equal(input).all().item<bool>(), Is.True);
    }

    private static async Task<(int Code, string Error)> Child(string call)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(TorchCrash).Assembly.Location, TorchCrash.Command, call]) { RedirectStandardError = true })!;
        var error = child.StandardError.ReadToEndAsync();
        await Patience.For(TimeSpan.FromMinutes(2)).WaitForExitAsync(child, call, error);
        return (child.ExitCode, await error);
    }
}
