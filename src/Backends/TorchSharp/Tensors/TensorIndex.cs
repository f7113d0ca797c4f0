using System.Runtime.InteropServices;

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>One place of tensor[...]: an integer, a slice, a new dimension, an ellipsis, a mask or an index tensor.</summary>
        public struct TensorIndex
        {
            private readonly Native.IndexKind kind;
            private readonly long? start, stop, step;
            private readonly Tensor? tensor;

            private TensorIndex(Native.IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
            {
                this.kind = kind;
                this.start = start;
                this.stop = stop;
                this.step = step;
                this.tensor = tensor;
            }

            public static TensorIndex Ellipsis = new(Native.IndexKind.Ellipsis);
            public static TensorIndex None = new(Native.IndexKind.NewDimension);
            public static TensorIndex Null = new(Native.IndexKind.NewDimension);
            public static TensorIndex Colon = Slice();

            public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Native.IndexKind.Slice, start, stop, step);

            public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

            public static TensorIndex Slice(Range range)
            {
                long? end = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value;
                return Slice(range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value, end);
            }

            public static TensorIndex Bool(bool value) => new(Native.IndexKind.Bool, value ? 1 : 0);

            public static TensorIndex Single(long? index) => index is null ? None : new(Native.IndexKind.Integer, index);

            public static TensorIndex Tensor(Tensor tensor) => new(Native.IndexKind.Tensor, tensor: tensor);

            public static implicit operator TensorIndex(long value) => Single(value);

            public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

            public static implicit operator TensorIndex(Range range) => Slice(range);

            public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

            internal readonly Native.IndexValue ToNative() => new()
            {
                Kind = kind,
                Given = (start is null ? 0 : 1) | (stop is null ? 0 : 2) | (step is null ? 0 : 4),
                Start = start ?? 0,
                Stop = stop ?? 0,
                Step = step ?? 1,
                Tensor = tensor?.Handle ?? 0,
            };
        }
    }
}

namespace TorchSharp.Native
{
    internal enum IndexKind
    {
        NewDimension, Ellipsis, Bool, Integer, Slice, Tensor,
    }

    /// <summary>One place of an index as the shim sees it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct IndexValue
    {
        internal IndexKind Kind;
        internal int Given;
        internal long Start, Stop, Step;
        internal nint Tensor;
    }
}
