using TorchSharp.Utils;

namespace TorchSharp
{
    public static partial class torch
    {
        public static void save(Tensor t, string location) => t.save(location);

        public static Tensor load(string location) => Tensor.load(location);

        public partial class Tensor
        {
            /// <summary>The same as <see cref="TensorExtensionMethods.Save(Tensor, string)"/>.</summary>
            public void save(string location) => this.Save(location);

            public static Tensor load(string location) => Load(location);

            public static Tensor Load(string location)
            {
                using var stream = File.OpenRead(location);
                return Load(stream);
            }

            public static Tensor Load(Stream stream)
            {
                using var reader = new BinaryReader(stream);
                return Load(reader);
            }

            public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

            public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
            {
                using var dense = is_contiguous() ? alias() : contiguous();
                stream.Write(dense.bytes);
            }

            public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
            {
                if (is_contiguous())
                {
                    stream.ReadExactly(bytes);
                    return;
                }
                using var dense = torch.empty(shape, dtype);
                stream.ReadExactly(dense.bytes);
                _ = copy_(dense);
            }
        }
    }

    // The package's own format: the element type, the number of dimensions and the sizes in LEB128, then the elements.
    public static partial class TensorExtensionMethods
    {
        public static void Save(this torch.Tensor tensor, BinaryWriter writer)
        {
            writer.Encode((long)tensor.dtype);
            long[] shape = tensor.shape;
            writer.Encode(shape.Length);
            foreach (long size in shape)
                writer.Encode(size);
            writer.Flush();
            tensor.WriteBytesToStream(writer.BaseStream);
        }

        public static void Save(this torch.Tensor tensor, Stream stream)
        {
            using var writer = new BinaryWriter(stream);
            tensor.Save(writer);
        }

        public static void Save(this torch.Tensor tensor, string location) => tensor.Save(File.Create(location));

        public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
        {
            var (type, shape) = ReadHeader(reader);
            if (type != tensor.dtype)
                throw new ArgumentException($"Mismatched tensor data types while loading: expected {tensor.dtype}, but found {type}.");
            Fill(tensor, type, shape, reader, skip);
        }

        public static torch.Tensor Load(BinaryReader reader, bool skip = false)
        {
            torch.Tensor? tensor = null;
            Load(ref tensor, reader, skip);
            return tensor!;
        }

        public static void Load(ref torch.Tensor? tensor, BinaryReader reader, bool skip = false)
        {
            var (type, shape) = ReadHeader(reader);
            tensor ??= torch.zeros(shape, type);
            Fill(tensor, type, shape, reader, skip);
        }

        private static (torch.ScalarType type, long[] shape) ReadHeader(BinaryReader reader)
        {
            var type = (torch.ScalarType)reader.Decode();
            long dimensions = reader.Decode();
            if (dimensions is < 0 or > 64)
                throw new InvalidDataException($"A tensor with {dimensions} dimensions: this is no tensor file, or a damaged one.");
            long[] shape = new long[dimensions];
            for (int i = 0; i < shape.Length; i++)
                shape[i] = reader.Decode();
            return (type, shape);
        }

        private static void Fill(torch.Tensor tensor, torch.ScalarType type, long[] shape, BinaryReader reader, bool skip)
        {
            if (skip)
            {
                _ = reader.BaseStream.Seek(shape.TotalSize() * type.ElementSize(), SeekOrigin.Current);
                return;
            }
            if (!shape.AsSpan().SequenceEqual(tensor.shape))
                throw new ArgumentException($"Mismatched tensor shape while loading: expected [{string.Join(", ", tensor.shape)}], but found [{string.Join(", ", shape)}].");
            using var unrecorded = torch.no_grad();
            tensor.ReadBytesFromStream(reader.BaseStream);
        }
    }
}

namespace TorchSharp.Utils
{
    /// <summary>Whole numbers of seven bits a byte, the low ones first.</summary>
    internal static class LEB128Codec
    {
        internal static void Encode(this BinaryWriter writer, long value)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            writer.Write7BitEncodedInt64(value);
        }

        internal static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();
    }
}
