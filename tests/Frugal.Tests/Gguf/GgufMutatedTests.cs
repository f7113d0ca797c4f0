using System.Globalization;
using Frugal.Gguf;

namespace Frugal.Tests.Gguf;

/// <summary>
/// Damaged files: each is read whole, or refused with a <see cref="FrugalException"/>. By hand:
/// <c>FRUGAL_MUTANTS=1000000 FRUGAL_SEED=7 dotnet test tests/Frugal.Tests -c Release --filter FullyQualifiedName~GgufMutated</c>.
/// </summary>
[Category("Slow")]
[Parallelizable]
public class GgufMutatedTests
{
    /// <summary>Bytes that reading one mutant of a few thousand bytes may allocate, its copies included.</summary>
    private const long Most = 1 << 20;

    private static readonly int Count = Number("FRUGAL_MUTANTS", 100_000);
    private static readonly int Seed = Number("FRUGAL_SEED", Random.Shared.Next());

    [Test]
    public void Damaged_files_are_read_whole_or_refused()
    {
        var original = SmallGguf.Bytes(SmallGguf.Writer(seed: 1));
        var header = original.AsSpan().LastIndexOf(".weight"u8) + 40;
        var (accepted, floats) = (0, 0L);

        for (var i = 0; i < Count; i++)
        {
            var random = new Random(unchecked((Seed * 1_000_003) + i));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                floats += ReadAll(Mutated(original, header, random));
                accepted++;
            }
            catch (FrugalException refusal)
            {
                Assert.That(refusal.Message, Does.Not.Contain("\n").And.EndsWith("."), Name(i));
            }
            catch (Exception failure)
            {
                Assert.Fail($"{Name(i)}: {failure}");
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(Most), Name(i));
        }

        TestContext.Out.WriteLine($"seed {Seed}, {Count} mutants, {accepted} accepted, {floats} floats read");
        Assert.That(accepted, Is.InRange(Count / 50, Count * 49 / 50), $"harmless and harmful changes, seed {Seed}");
    }

    /// <summary>Reads all metadata as text, and each tensor as floats where its type has them, else as bytes.</summary>
    private static long ReadAll(byte[] bytes)
    {
        using var file = GgufFile.Parse(bytes, "mutant");
        var sum = file.Metadata.Sum(pair => (long)pair.Value.ToString().Length) + file.Types.Sum(use => (long)use.BitsPerWeight);
        foreach (var tensor in file.Tensors)
        {
            sum += tensor.Type.CanDequantize ? file.Floats(tensor).Length : file.Data(tensor).ToArray().Length;
        }

        return sum;
    }

    /// <summary>Changes bytes, lengths and counts, mostly in the header; cuts, inserts or copies parts.</summary>
    private static byte[] Mutated(byte[] original, int header, Random random)
    {
        byte[] bytes = [.. original];
        for (var change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--)
        {
            var at = random.Next(Math.Min(bytes.Length, random.Next(3) == 0 ? bytes.Length : header));
            switch (random.Next(10))
            {
                case 0:
                    bytes = bytes[..Math.Max(1, at)];
                    break;
                case 1:
                    bytes = [.. bytes[..at], .. new byte[random.Next(1, 33)], .. bytes[at..]];
                    break;
                case 2:
                    bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 33))..]];
                    break;
                case 3:
                    var from = random.Next(bytes.Length);
                    bytes.AsSpan(from, Math.Min(random.Next(1, 65), bytes.Length - Math.Max(from, at))).ToArray().CopyTo(bytes, at);
                    break;
                case 4 or 5 when at + 8 <= bytes.Length:
                    BitConverter.TryWriteBytes(bytes.AsSpan(at), Awkward(random));
                    break;
                case 6 when at + 4 <= bytes.Length:
                    BitConverter.TryWriteBytes(bytes.AsSpan(at), random.Next(48));
                    break;
                case 7:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return bytes;
    }

    private static long Awkward(Random random) => random.Next(4) switch
    {
        0 => random.Next(300),
        1 => 1L << random.Next(64),
        2 => long.MaxValue - random.Next(64),
        _ => -random.Next(1, 64),
    };

    private static string Name(int mutant) => $"mutant {mutant} of FRUGAL_SEED={Seed}";

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
