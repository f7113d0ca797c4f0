using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Integers(indices));
            set => index_put_(value, Integers(indices));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => index(Integers([i1]));
            set => index_put_(value, Integers([i1]));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(Integers([i1, i2]));
            set => index_put_(value, Integers([i1, i2]));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(Integers([i1, i2, i3]));
            set => index_put_(value, Integers([i1, i2, i3]));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(Integers([i1, i2, i3, i4]));
            set => index_put_(value, Integers([i1, i2, i3, i4]));
        }

        public unsafe Tensor index(params TensorIndex[] indices)
        {
            fixed (IndexValue* native = ToNative(indices))
            {
                var result = new Tensor(Failure.ThrowIfNull(NativeMethods.frugal_index(Handle, native, indices.Length)));
                GC.KeepAlive(indices);
                return result;
            }
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public unsafe Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            fixed (IndexValue* native = ToNative(indices))
                _ = Failure.ThrowIfNegative(NativeMethods.frugal_index_put(Handle, native, indices.Length, value.Handle));
            GC.KeepAlive(indices);
            GC.KeepAlive(value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        private static TensorIndex[] Integers(long[] indices) => Array.ConvertAll(indices, index => TensorIndex.Single(index));

        private static IndexValue[] ToNative(TensorIndex[] indices) => Array.ConvertAll(indices, index => index.ToNative());
    }
}
