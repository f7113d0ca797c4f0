using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A row of the weights for each index.</summary>
        public sealed class Embedding : nn.Module<Tensor, Tensor>
        {
            private readonly (long padding, double? maxNorm, double normType, bool byFrequency, bool sparse) options;

            [Utils.ComponentName(Name = nameof(weight))]
            private Parameter? _weight;

            internal Embedding(Parameter weight, (long padding, double? maxNorm, double normType, bool byFrequency, bool sparse) options) : base(nameof(Embedding)) =>
                (this.weight, this.options) = (weight, options);

            public Parameter weight
            {
                get => _weight!;
                set => Assign(ref _weight, value, nameof(weight));
            }

            public override Tensor forward(Tensor input)
            {
                if (options.maxNorm is double limit)
                {
                    using var unrecorded = no_grad();
                    Op.embedding_renorm_.Run(weight, input.contiguous(), limit, options.normType);
                }
                return Op.embedding.Call(weight, input, options.padding, options.byFrequency, options.sparse);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                long padding = padding_idx is < 0 ? padding_idx.Value + num_embeddings : padding_idx ?? -1;
                var rows = randn([num_embeddings, embedding_dims], dtype);
                if (padding >= 0)
                    using (var row = rows.select(0, padding))
                        _ = row.zero_();
                return new(Parameter(rows), (padding, max_norm, norm_type, scale_grad_by_freq, sparse));
            }

            public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                new(Parameter(embeddings.detach().to_type(dtype ?? embeddings.dtype, disposeAfter: true), !freeze), (padding_idx ?? -1, max_norm, norm_type, scale_grad_by_freq, sparse));
        }
    }
}
