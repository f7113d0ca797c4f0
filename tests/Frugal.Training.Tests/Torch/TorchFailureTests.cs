using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Torch;

/// <summary>What libtorch refuses comes as an exception with libtorch's words, and the process lives.</summary>
public class TorchFailureTests
{
    [Test]
    public void Matrices_that_do_not_fit_are_refused_with_their_shapes() =>
        Refused(() => ones(2, 3).mm(ones(2, 3)), "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");

    [Test]
    public void A_convolution_larger_than_its_input_is_refused() =>
        Refused(() => nn.functional.conv2d(ones(1, 1, 3, 3), ones(1, 1, 5, 5)), "Kernel size can't be greater than actual input size");

    [Test]
    public void An_index_outside_the_tensor_is_refused() => Refused(() => ones(3)[5], "index 5 out of range for tensor of size [3] at dimension 0");

    [Test]
    public void A_class_outside_the_logits_is_refused() =>
        Refused(() => nn.functional.cross_entropy(ones(1, 3), tensor(new long[] { 7 })), "out of bounds");

    [Test]
    public void A_second_backward_is_refused_because_the_graph_is_gone()
    {
        using var scope = NewDisposeScope();
        var loss = ones(2, requires_grad: true).pow(2).sum();
        loss.backward();

        Refused(() => { loss.backward(); return loss; }, "Trying to backward through the graph a second time");
    }

    [Test]
    public void Shapes_that_do_not_broadcast_are_refused() => Refused(() => ones(2) + ones(3), "must match the size of tensor");

    [Test]
    public void A_disposed_tensor_is_refused_before_libtorch_sees_it()
    {
        var gone = ones(1);
        gone.Dispose();

        Assert.That(() => gone + 1, Throws.InvalidOperationException);
        Assert.That(gone.IsInvalid);
    }

    [Test]
    public void The_bytes_of_a_tensor_that_is_not_contiguous_are_refused_as_the_package_refuses_them()
    {
        using var transposed = ones(2, 3).t();

        Assert.That(() => transposed.bytes.Length, Throws.InvalidOperationException.With.Message.EqualTo("Bytes() called on non-contiguous tensor."));
        Assert.That(() => transposed.bytes = new byte[24], Throws.InvalidOperationException.With.Message.EqualTo("SetBytes() called on non-contiguous tensor."));
    }

    [Test]
    public void Elements_of_a_type_that_tensors_do_not_have_are_refused() =>
        Assert.That(() => from_array(new uint[] { 1, 2 }), Throws.InstanceOf<NotSupportedException>().With.Message.EqualTo("The type System.UInt32 is not supported."));

    private static void Refused(Func<Tensor> call, string words)
    {
        using var scope = NewDisposeScope();
        Assert.That(() => call(), Throws.InstanceOf<ExternalException>().With.Message.Contains(words));

        // Everything goes on.
        Assert.That((ones(2) + 1).sum().ToSingle(), Is.EqualTo(4));
    }
}
