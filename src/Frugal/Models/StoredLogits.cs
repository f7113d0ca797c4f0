using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Frugal.Data;

namespace Frugal.Models;

/// <summary>
/// A teacher's logits for the training photos of its data set, kept in a file so that a student can learn from a teacher that is too large to ship: a NumPy
/// array of float32 (views, photos, classes). View 0 is the photo as it is, view 1 its mirror image.
/// </summary>
public sealed class StoredLogits
{
    private const int Align = 64;   // of the header, as NumPy writes it

    private readonly float[] values;

    /// <summary>Wraps logits.</summary>
    /// <param name="views">Number of views.</param>
    /// <param name="photos">Number of photos, in the data set's order.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="values">The logits of view 0's photos, then of the next view's.</param>
    public StoredLogits(int views, int photos, int classes, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        (Views, Photos, Classes, this.values) = values.Length == (long)views * photos * classes ? (views, photos, classes, values)
            : throw new ArgumentException($"{values.Length} values given; {views} x {photos} x {classes} are needed.", nameof(values));
    }

    /// <summary>Number of views.</summary>
    public int Views { get; }

    /// <summary>Number of photos.</summary>
    public int Photos { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>All logits, (views, photos, classes).</summary>
    public ReadOnlyMemory<float> Values => values;

    /// <summary>The logits of one photo.</summary>
    public ReadOnlySpan<float> this[int view, int photo] => values.AsSpan(Place(view, photo) * Classes, Classes);

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FrugalException">The file is missing, or is not an array of logits.</exception>
    public static StoredLogits Load(string path)
    {
        var array = NpyFile.Read(path);
        if (array.Type != "f4" || array.Shape.Length != 3)
        {
            throw new FrugalException($"{path}: it holds {array.Type} of shape [{string.Join(", ", array.Shape)}]. Logits are f4 of shape [views, photos, classes].");
        }

        return new StoredLogits((int)array.Shape[0], (int)array.Shape[1], (int)array.Shape[2], MemoryMarshal.Cast<byte, float>(array.Bytes).ToArray());
    }

    /// <summary>Writes the logits as a NumPy array; <c>numpy.load</c> reads it too.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream =>
    {
        var header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({Views}, {Photos}, {Classes}), }}");
        var start = "\u0093NUMPY\u0001\0".Length + sizeof(ushort);
        var padded = header.PadRight((start + header.Length + 1 + Align - 1) / Align * Align - start - 1) + "\n";
        using var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true);
        writer.Write([0x93, .. "NUMPY"u8, 1, 0]);
        writer.Write((ushort)padded.Length);
        writer.Write(Encoding.ASCII.GetBytes(padded));
        writer.Write(MemoryMarshal.AsBytes<float>(values));
    });

    private int Place(int view, int photo) => (uint)view < (uint)Views && (uint)photo < (uint)Photos ? view * Photos + photo
        : throw new ArgumentOutOfRangeException(nameof(photo), photo, $"There are {Views} views of {Photos} photos.");
}
