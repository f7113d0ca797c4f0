using TorchSharp;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Torch;

/// <summary>Tensors from and to .NET, indexing, and the operators' small print.</summary>
public class TorchTensorTests
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Arrays_of_every_rank_keep_their_order()
    {
        Assert.That(tensor(new[] { 1f, 2f }).data<float>().ToArray(), Is.EqualTo(new[] { 1f, 2f }));
        Assert.That(tensor(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } })[1, 2].ToDouble(), Is.EqualTo(6));
        Assert.That(tensor(new long[,,] { { { 1, 2 } }, { { 3, 4 } } }).shape, Is.EqualTo(new long[] { 2, 1, 2 }));
        Assert.That(tensor(new[] { 1, 2, 3, 4 }, new long[] { 2, 2 })[1, 0].ToInt32(), Is.EqualTo(3));
        Assert.That(tensor(new byte[] { 7 }).dtype, Is.EqualTo(ScalarType.Byte));
        Assert.That(tensor(new[] { true, false }).sum().ToInt64(), Is.EqualTo(1));
        Assert.That(tensor(new[] { 1, 2 }, dtype: ScalarType.Float32).dtype, Is.EqualTo(ScalarType.Float32));
        Assert.That(from_array(new float[2, 3]).shape, Is.EqualTo(new long[] { 2, 3 }));
    }

    [Test]
    public void A_tensor_is_a_copy_of_its_array()
    {
        float[] array = [1, 2];
        var copy = tensor(array);

        array[0] = 9;

        Assert.That(copy[0].ToSingle(), Is.EqualTo(1));
    }

    [Test]
    public void Too_few_elements_for_the_dimensions_are_refused() =>
        Assert.That(() => tensor(new[] { 1f, 2f }, new long[] { 3 }), Throws.ArgumentException);

    [Test]
    public void An_accessor_reads_a_view_in_its_own_order_and_writes_through()
    {
        var matrix = arange(6, dtype: ScalarType.Float32).view(2, 3);
        var transposed = matrix.t();

        Assert.That(transposed.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 3, 1, 4, 2, 5 }));

        var elements = matrix.data<float>();
        elements[1, 2] = 50;
        Assert.That((matrix[1, 2].ToSingle(), elements[1, 2], elements.Count), Is.EqualTo((50f, 50f, 6L)));

        var part = new float[2];
        elements.CopyTo(part, tensorIndex: 4);
        Assert.That(part, Is.EqualTo(new[] { 4f, 50f }));
        Assert.That(() => matrix.data<double>(), Throws.ArgumentException);
    }

    [Test]
    public void Slices_integers_masks_and_new_dimensions_index_as_in_PyTorch()
    {
        var cube = arange(24).view(2, 3, 4);

        Assert.That(cube[1].shape, Is.EqualTo(new long[] { 3, 4 }));
        Assert.That(cube[-1, -1, -1].ToInt64(), Is.EqualTo(23));
        Assert.That(cube[TensorIndex.Colon, 1..].shape, Is.EqualTo(new long[] { 2, 2, 4 }));
        Assert.That(cube[TensorIndex.Ellipsis, ^1].data<long>().ToArray(), Is.EqualTo(new long[] { 3, 7, 11, 15, 19, 23 }));
        Assert.That(cube[TensorIndex.None].shape, Is.EqualTo(new long[] { 1, 2, 3, 4 }));
        Assert.That(cube[TensorIndex.Ellipsis, TensorIndex.Slice(0, 4, 2)].shape, Is.EqualTo(new long[] { 2, 3, 2 }));
        Assert.That(cube[TensorIndex.Tensor(cube % 5 == 0)].data<long>().ToArray(), Is.EqualTo(new long[] { 0, 5, 10, 15, 20 }));
        Assert.That(cube[tensor(new long[] { 1, 0 })][0, 0, 0].ToInt64(), Is.EqualTo(12));
    }

    [Test]
    public void An_assignment_by_index_changes_the_tensor()
    {
        var matrix = zeros(3, 3);

        matrix[1] = ones(3);
        matrix[TensorIndex.Colon, 0] = 5f;
        matrix[TensorIndex.Tensor(matrix == 0)] = -1f;

        Assert.That(matrix.data<float>().ToArray(), Is.EqualTo(new[] { 5f, -1, -1, 5, 1, 1, 5, -1, -1 }));
    }

    [Test]
    public void Numbers_on_either_side_and_types_follow_PyTorchs_rules()
    {
        var whole = tensor(new long[] { 2, 4 });

        Assert.That((whole + 1).dtype, Is.EqualTo(ScalarType.Int64));
        Assert.That((whole + 0.5).dtype, Is.EqualTo(ScalarType.Float32));
        Assert.That((whole / 4).data<float>().ToArray(), Is.EqualTo(new[] { 0.5f, 1f }));
        Assert.That((8.0 / whole).data<float>().ToArray(), Is.EqualTo(new[] { 4f, 2f }));
        Assert.That((10 - whole).data<long>().ToArray(), Is.EqualTo(new long[] { 8, 6 }));
        Assert.That((-whole % 3).data<long>().ToArray(), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(whole.div(3, RoundingMode.floor).data<long>().ToArray(), Is.EqualTo(new long[] { 0, 1 }));
        Assert.That((whole > 3).data<bool>().ToArray(), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void In_place_operators_return_the_very_object()
    {
        var numbers = ones(3);

        Assert.That(numbers.add_(1).mul_(3).clamp_(max: 5), Is.SameAs(numbers));
        Assert.That(numbers.data<float>().ToArray(), Is.EqualTo(new[] { 5f, 5f, 5f }));
    }

    [Test]
    public void Reductions_pick_dimensions_and_pairs()
    {
        var matrix = tensor(new[,] { { 1f, 5f, 3f }, { 4f, 2f, 6f } });

        Assert.That(matrix.sum(dim: 0).data<float>().ToArray(), Is.EqualTo(new[] { 5f, 7f, 9f }));
        Assert.That(matrix.mean([1], keepdim: true).shape, Is.EqualTo(new long[] { 2, 1 }));
        Assert.That(matrix.argmax(1).data<long>().ToArray(), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(matrix.max(0).values.data<float>().ToArray(), Is.EqualTo(new[] { 4f, 5f, 6f }));
        Assert.That(matrix.topk(2, 1).indexes.data<long>().ToArray(), Is.EqualTo(new long[] { 1, 2, 2, 0 }));
        Assert.That(matrix.sort(1, descending: true).Values[0].data<float>().ToArray(), Is.EqualTo(new[] { 5f, 3f, 1f }));
        Assert.That(matrix.flatten().quantile(tensor(0.5f)).ToSingle(), Is.EqualTo(3.5f));
        Assert.That((matrix.median().ToSingle(), matrix.norm().ToSingle()), Is.EqualTo((3f, MathF.Sqrt(91))));
        Assert.That(cat([matrix, matrix], 1).shape, Is.EqualTo(new long[] { 2, 6 }));
        Assert.That(matrix.split([1, 2], dim: 1L).Select(part => part.size(1)), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(nn.functional.one_hot(tensor(new long[] { 0, 2 })).data<long>().ToArray(), Is.EqualTo(new long[] { 1, 0, 0, 0, 0, 1 }));
    }

    [Test]
    public void Gradients_are_recorded_except_where_they_are_switched_off()
    {
        var weight = ones(2, requires_grad: true);

        using (no_grad())
        {
            Assert.That(is_grad_enabled(), Is.False);
            Assert.That((weight * 2).requires_grad, Is.False);
            using (enable_grad())
                Assert.That((weight * 2).requires_grad);
        }
        using (inference_mode())
            Assert.That((weight * 2).requires_grad, Is.False);

        Assert.That(is_grad_enabled());
        (weight * 3).sum().backward();
        (weight * 3).sum().backward();
        Assert.That(weight.grad!.data<float>().ToArray(), Is.EqualTo(new[] { 6f, 6f }));
        Assert.That((weight.is_leaf, weight.detach().requires_grad), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_tensor_prints_its_kind_and_on_request_its_elements()
    {
        var matrix = tensor(new[,] { { 1.5f, 2f }, { 3f, 4f } });

        Assert.That(matrix.ToString(), Is.EqualTo("[2x2], type = Float32, device = cpu"));
        Assert.That(matrix.ToString(TorchSharp.TensorStringStyle.Numpy, cultureInfo: System.Globalization.CultureInfo.InvariantCulture), Does.Contain("1.5"));
    }

    [Test]
    public void A_wrong_element_type_is_refused() => Assert.That(() => ones(1).item<long>(), Throws.ArgumentException);

    [Test]
    public void Threads_can_be_set_and_are_kept()
    {
        int before = get_num_threads();

        set_num_threads(before + 2);

        // Native functions that nothing has called before are bound now, which must not set up libtorch anew.
        _ = get_num_interop_threads();
        _ = ones(3).matmul(ones(3));
        Assert.That(get_num_threads(), Is.EqualTo(before + 2));
        set_num_threads(before);
    }
}
