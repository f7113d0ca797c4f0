using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace Frugal.Training.Tests.Torch;

/// <summary>LSTMs with and without padding, and the singular value decomposition. Numbers of PyTorch's stand in <c>Architectures/blocks.golden.json</c>.</summary>
public class TorchRecurrentTests
{
    [Test]
    public void Texts_of_one_length_give_the_same_packed_or_not()
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        using var lstm = nn.LSTM(4, 5, numLayers: 2, batchFirst: true, bidirectional: true);
        var input = randn(3, 6, 4);

        var (plain, hidden, cell) = lstm.call(input);
        using var packed = pack_padded_sequence(input, tensor(new long[] { 6, 6, 6 }), batch_first: true);
        var (output, packedHidden, packedCell) = lstm.call(packed);
        var (padded, lengths) = pad_packed_sequence(output, batch_first: true);

        Assert.That(plain.shape, Is.EqualTo(new long[] { 3, 6, 10 }));
        Assert.That(padded.allclose(plain) && packedHidden.allclose(hidden) && packedCell.allclose(cell), Is.True);
        Assert.That(lengths.data<long>().ToArray(), Is.EqualTo(new long[] { 6, 6, 6 }));
    }

    [Test]
    public void A_padded_batch_gives_each_text_what_it_gives_alone_in_the_old_order()
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        using var lstm = nn.LSTM(4, 5, batchFirst: true, bidirectional: true);
        var input = randn(2, 6, 4);

        using var packed = pack_padded_sequence(input, tensor(new long[] { 2, 6 }), batch_first: true, enforce_sorted: false);
        var (output, last, _) = lstm.call(packed);
        var (padded, _) = pad_packed_sequence(output, batch_first: true, total_length: 8);

        var (alone, lastAlone, _) = lstm.call(input.narrow(0, 0, 1).narrow(1, 0, 2));
        Assert.That(padded.shape, Is.EqualTo(new long[] { 2, 8, 10 }));
        Assert.That(padded.narrow(0, 0, 1).narrow(1, 0, 2).allclose(alone, rtol: 1e-4, atol: 1e-6), Is.True);
        Assert.That(padded.narrow(0, 0, 1).narrow(1, 2, 6).abs().max().ToSingle(), Is.Zero);
        Assert.That(last.narrow(1, 0, 1).allclose(lastAlone, rtol: 1e-4, atol: 1e-6), Is.True);
    }

    [Test]
    public void An_LSTM_learns()
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        using var lstm = nn.LSTM(4, 5);

        var (output, _, _) = lstm.call(randn(6, 2, 4));
        output.sum().backward();

        Assert.That(lstm.parameters().Select(parameter => parameter.grad is not null), Has.All.True);
        Assert.That(lstm.named_parameters().Select(named => named.Item1), Is.EqualTo(new[] { "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0" }));
    }

    [Test]
    public void The_singular_values_and_directions_make_the_matrix_again()
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        var matrix = randn(5, 3);

        var (u, s, vh) = linalg.svd(matrix, fullMatrices: false);

        Assert.That(u.mul(s).matmul(vh).allclose(matrix, rtol: 1e-4, atol: 1e-5), Is.True);
        Assert.That(s.data<float>().ToArray(), Is.Ordered.Descending);
        Assert.That(linalg.svd(matrix).U.shape, Is.EqualTo(new long[] { 5, 5 }));
    }
}
