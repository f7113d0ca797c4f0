using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Frugal.Architectures;
using Frugal.Measuring;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>
/// A network's weights in the compressed file format: magic bytes, version, number of tensors, the tensors as a bit stream, SHA-256 of all of it.
/// Files are written atomically; a file that has been changed is rejected.
/// </summary>
public sealed class CompressedWeights
{
    private const int DigestBytes = 32;
    private const byte Version = 1;
    private const long MostNumbers = 1L << 28;
    private static readonly byte[] Magic = "FRUGALDC"u8.ToArray();

    private readonly IReadOnlyList<StoredTensor> tensors;
    private readonly byte[] bytes;

    private CompressedWeights(IReadOnlyList<StoredTensor> tensors, byte[] bytes) => (this.tensors, this.bytes) = (tensors, bytes);

    /// <summary>The size of the file, including codebooks, tables, names and checksum.</summary>
    public ByteSize Size => new(bytes.LongLength);

    /// <summary>The size of the same weights as float32, without names.</summary>
    public ByteSize PlainSize => new(tensors.Sum(tensor => tensor.Count) * sizeof(float));

    /// <summary>The storage of each tensor; empty for weights that were loaded from a file.</summary>
    public IReadOnlyList<StoredBytes> Parts { get; private init; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="FrugalException">The file is missing, damaged, or of another version.</exception>
    public static CompressedWeights Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: cannot be read ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Check the path.", failure);
        }
    }

    /// <summary>Reads the bytes of a file; <paramref name="name"/> identifies it in messages.</summary>
    /// <exception cref="FrugalException">The bytes are damaged, or of another version.</exception>
    public static CompressedWeights Parse(byte[] bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length < Magic.Length + 1 + DigestBytes || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw Damaged(name, "its header is wrong", null);
        }

        if (bytes[Magic.Length] != Version)
        {
            throw new FrugalException($"{name}: compressed weights of version {bytes[Magic.Length]}; this program reads version {Version}. Compress the network again.");
        }

        if (!SHA256.HashData(bytes.AsSpan(..^DigestBytes)).AsSpan().SequenceEqual(bytes.AsSpan(^DigestBytes..)))
        {
            throw Damaged(name, "its checksum is wrong", null);
        }

        try
        {
            var bits = new BitReader(bytes[(Magic.Length + 1)..^DigestBytes]);
            var tensors = new StoredTensor[bits.Read(16)];
            for (var i = 0; i < tensors.Length; i++)
            {
                tensors[i] = SparseCodec.Read(bits, MostNumbers);
            }

            return new CompressedWeights(tensors, bytes);
        }
        catch (InvalidDataException failure)
        {
            throw Damaged(name, failure.Message, failure);
        }
    }

    /// <summary>Writes the file atomically.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteAllBytes(path, bytes);

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes() => [.. bytes];

    /// <summary>Copies the weights into <paramref name="network"/>.</summary>
    /// <exception cref="FrugalException">The weights belong to another network.</exception>
    public void Restore(Architecture network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var state = network.state_dict();
        var given = tensors.ToDictionary(tensor => tensor.Name);
        foreach (var (name, values) in state.Where(entry => entry.Value.is_floating_point()))
        {
            if (!given.TryGetValue(name, out var stored) || !stored.Shape.SequenceEqual(values.shape))
            {
                throw PruningErrors.OtherNetwork($"The compressed weights do not fit '{name}'");
            }

            values.copy_(tensor(stored.Values(), stored.Shape));
        }
    }

    /// <summary>The storage of each tensor and the total, as lines of text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in Parts.Where(part => part.CodeBits > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{part.Name}: {part.Kept:N0} of {part.Weights:N0} weights, {(double)part.Bits / part.Weights:0.00} bits per weight (values {part.CodeBits / 8:N0} B, places {part.GapBits / 8:N0} B, codebook {part.CodebookBits / 8:N0} B, tables {part.TableBits / 8:N0} B)");
        }

        text.Append(CultureInfo.InvariantCulture, $"in all {Size} against {PlainSize} as float32: {(double)PlainSize.Bytes / Size.Bytes:0.0}x smaller");
        return text.ToString();
    }

    internal static CompressedWeights Of(IReadOnlyList<StoredTensor> tensors, int gapBits)
    {
        var bits = new BitWriter();
        bits.Write((uint)tensors.Count, 16);
        var parts = tensors.Select(tensor => SparseCodec.Write(tensor, gapBits, bits)).ToList();
        byte[] body = [.. Magic, Version, .. bits.ToArray()];
        return new CompressedWeights(tensors, [.. body, .. SHA256.HashData(body)]) { Parts = parts };
    }

    private static FrugalException Damaged(string name, string what, Exception? cause) =>
        new($"{name}: not an intact file of compressed weights ({what}). Copy it again or compress the network again.", cause);
}
