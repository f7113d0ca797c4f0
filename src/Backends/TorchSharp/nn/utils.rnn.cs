using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Sequences of several lengths in one batch.</summary>
            public static partial class rnn
            {
                /// <summary>Takes the padding out: the steps of all sequences one after the other, the longest sequence first.</summary>
                public static PackedSequence pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true)
                {
                    if (enforce_sorted)
                    {
                        var (packed, sizes) = Op._pack_padded_sequence.CallPair(input, lengths, batch_first);
                        return new PackedSequence(packed, sizes, null, null);
                    }
                    using var scope = NewDisposeScope();
                    var (sorted, order) = lengths.sort(-1, true);
                    var (data, batch_sizes) = Op._pack_padded_sequence.CallPair(input.index_select(batch_first ? 0 : 1, order), sorted, batch_first);
                    var back = order.argsort();
                    return new PackedSequence(data, batch_sizes, order, back).MoveToOuter(scope);
                }

                /// <summary>Puts the padding back; answers with the batch and its lengths.</summary>
                public static (Tensor, Tensor) pad_packed_sequence(PackedSequence sequence, bool batch_first = false, double padding_value = 0, long? total_length = null)
                {
                    using var scope = NewDisposeScope();
                    Scalar padding = padding_value;
                    var (output, lengths) = Op._pad_packed_sequence.CallPair(sequence.data, sequence.batch_sizes, batch_first, padding, total_length ?? -1L);
                    if (sequence.unsorted_indices is { } back)
                        (output, lengths) = (output.index_select(batch_first ? 0 : 1, back), lengths.index_select(0, back));
                    return scope.MoveToOuter(output, lengths);
                }

                /// <summary>A batch of sequences without padding.</summary>
                public sealed class PackedSequence : IDisposable
                {
                    /// <summary>The steps of all sequences, the first steps first.</summary>
                    public readonly Tensor data;

                    /// <summary>How many sequences have a first step, a second, and so on.</summary>
                    public readonly Tensor batch_sizes;

                    public readonly Tensor sorted_indices;

                    public readonly Tensor unsorted_indices;

                    internal PackedSequence(Tensor data, Tensor batch_sizes, Tensor? sorted_indices, Tensor? unsorted_indices) =>
                        (this.data, this.batch_sizes, this.sorted_indices, this.unsorted_indices) = (data, batch_sizes, sorted_indices!, unsorted_indices!);

                    internal PackedSequence MoveToOuter(DisposeScope scope)
                    {
                        foreach (var tensor in new[] { data, batch_sizes, sorted_indices, unsorted_indices })
                            if (tensor is not null)
                                _ = scope.MoveToOuter(tensor);
                        return this;
                    }

                    public void Dispose()
                    {
                        data.Dispose();
                        batch_sizes.Dispose();
                        sorted_indices?.Dispose();
                        unsorted_indices?.Dispose();
                    }
                }
            }
        }
    }
}
