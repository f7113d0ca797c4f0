using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Layers of long short-term memory, each in one direction or in both.</summary>
        public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
        {
            private readonly (long hidden, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional) options;
            private readonly List<Parameter> weights = [];

            internal LSTM(long inputSize, (long hidden, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional) options, ScalarType? dtype) : base(nameof(LSTM))
            {
                this.options = options;
                double bound = 1 / Math.Sqrt(options.hidden);
                for (long layer = 0; layer < options.layers; layer++)
                {
                    long width = layer == 0 ? inputSize : options.hidden * Directions;
                    foreach (string direction in options.bidirectional ? new[] { "", "_reverse" } : [""])
                    {
                        Add($"weight_ih_l{layer}{direction}", 4 * options.hidden, width);
                        Add($"weight_hh_l{layer}{direction}", 4 * options.hidden, options.hidden);
                        if (!options.bias)
                            continue;
                        Add($"bias_ih_l{layer}{direction}", 4 * options.hidden);
                        Add($"bias_hh_l{layer}{direction}", 4 * options.hidden);
                    }
                }

                void Add(string name, params long[] shape)
                {
                    var weight = (Parameter)new Parameter(empty(shape, dtype)).DetachFromDisposeScope();
                    _ = nn.init.uniform_(weight, -bound, bound);
                    register_parameter(name, weight);
                    weights.Add(weight);
                }
            }

            private long Directions => options.bidirectional ? 2 : 1;

            private Tensor[] Weights => [.. weights];

            public void flatten_parameters() { }

            public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

            public (PackedSequence, Tensor, Tensor) call(PackedSequence input, (Tensor, Tensor)? h0_c0 = null)
            {
                using var scope = NewDisposeScope();
                var (hidden, cell) = h0_c0 is var (h0, c0)
                    ? (Reordered(h0, input.sorted_indices), Reordered(c0, input.sorted_indices))
                    : (Zeros(input.batch_sizes[0].ToInt64(), input.data), Zeros(input.batch_sizes[0].ToInt64(), input.data));
                var (data, last, state) = Op.lstm_data.CallTriple(input.data, input.batch_sizes, new[] { hidden, cell }, Weights, options.bias, options.layers, options.dropout, training, options.bidirectional);
                (last, state) = (Reordered(last, input.unsorted_indices), Reordered(state, input.unsorted_indices));
                var packed = new PackedSequence(data, input.batch_sizes.alias(), input.sorted_indices?.alias(), input.unsorted_indices?.alias());
                return (packed.MoveToOuter(scope), last.MoveToOuterDisposeScope(), state.MoveToOuterDisposeScope());
            }

            public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
            {
                using var scope = NewDisposeScope();
                var (hidden, cell) = h0_c0 ?? (Zeros(input.shape[options.batchFirst ? 0 : 1], input), Zeros(input.shape[options.batchFirst ? 0 : 1], input));
                var (output, last, state) = Op.lstm_input.CallTriple(input, new[] { hidden, cell }, Weights, options.bias, options.layers, options.dropout, training, options.bidirectional, options.batchFirst);
                return scope.MoveToOuter(output, last, state);
            }

            private Tensor Zeros(long batch, Tensor like) => zeros([options.layers * Directions, batch, options.hidden], like.dtype);

            private static Tensor Reordered(Tensor state, Tensor? order) => order is null ? state : state.index_select(1, order);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, (hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), dtype);
        }
    }
}
