using System.Runtime.InteropServices;
using Frugal.Data;

namespace Frugal.Gguf;

/// <summary>
/// Writes a language model of a real shape with random weights: it takes the memory and the time of a real one, and answers nothing of use. Its name and its description say so.
/// </summary>
public static class RandomLlama
{
    /// <summary>The metadata key that marks the file.</summary>
    public const string Mark = "frugal.random_weights";

    private const float Largest = 0.035f;   // a uniform distribution of this range has the standard deviation 0.02, that of untrained weights

    /// <summary>Writes the file, atomically, part by part: memory stays small whatever the size of the model.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="type">F16 or F32: the type of the matrices. Norms are F32 and 1.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="seed">Random seed.</param>
    /// <exception cref="FrugalException">The type is another one, or the disk is too small. Nothing is left behind.</exception>
    public static void Write(LlamaShape shape, GgufType type, string path, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (type != GgufType.F16 && type != GgufType.F32)
        {
            throw new FrugalException($"Random weights are written as F16 or F32, not as {type}. Write F16, and quantise the file with 'frugal gguf quantize'.");
        }

        var writer = new GgufWriter("llama")
            .Set(GgufKeys.Name, $"random-llama-{shape.Name}")
            .Set("general.description", "Random weights, for measuring memory and speed. Its answers mean nothing.")
            .Set(Mark, true);
        new LlamaMetadata
        {
            Vocabulary = LlamaShape.Vocabulary, Context = LlamaShape.Context, Width = shape.Width, Blocks = shape.Blocks, FeedForward = shape.FeedForward, Heads = shape.Heads, KeyValueHeads = shape.KeyValueHeads,
        }.Describe(writer, type);
        RandomVocabulary.Describe(writer, LlamaShape.Vocabulary);
        foreach (var (index, (name, columns, rows)) in shape.Tensors().Index())
        {
            if (rows == 0)
            {
                writer.Add(name, [columns], GgufType.F32, Enumerable.Repeat(1f, (int)columns).ToArray());
            }
            else
            {
                writer.Add(name, [columns, rows], type, stream => Fill(stream, columns * rows, type, new SplitMix64(seed, index)));
            }
        }

        writer.Save(path);
    }

    private static void Fill(Stream stream, long count, GgufType type, SplitMix64 random)
    {
        const int Part = 1 << 15;
        var (halves, floats) = (new Half[type == GgufType.F16 ? Part : 0], new float[type == GgufType.F16 ? 0 : Part]);
        for (var left = count; left > 0; left -= Part)
        {
            var size = (int)Math.Min(Part, left);
            for (var i = 0; i < size; i += 4)   // rows are multiples of 256
            {
                var bits = random.Next();
                for (var k = 0; k < 4; k++, bits >>= 16)
                {
                    var value = ((ushort)bits - 32_767.5f) * (Largest / 32_768);
                    if (type == GgufType.F16)
                    {
                        halves[i + k] = (Half)value;
                    }
                    else
                    {
                        floats[i + k] = value;
                    }
                }
            }

            stream.Write(type == GgufType.F16 ? MemoryMarshal.AsBytes(halves.AsSpan(0, size)) : MemoryMarshal.AsBytes(floats.AsSpan(0, size)));
        }
    }
}
