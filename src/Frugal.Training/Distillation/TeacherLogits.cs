using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Frugal.Data;
using Frugal.Onnx;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>
/// A teacher's logits, in memory if the epochs' pictures repeat, and on disk if it has a folder: one file per epoch, written atomically at the end of the
/// epoch. The folder's name is a digest of everything that determines the logits: the pictures, how they are augmented and mixed, the seed, and the
/// teacher's weights. A damaged file is written again.
/// </summary>
internal sealed class TeacherLogits
{
    private const string Magic = "frugal logits 1";
    private const int DigestBytes = 32;

    private readonly string? folder;
    private readonly Dictionary<long, float[][]>? repeated;
    private readonly int batches;
    private readonly List<float[]> asked = [];
    private long readEpoch = -1;
    private float[][]? read;

    public TeacherLogits(Teacher teacher, TrainingOptions options, ImageLoader pictures)
    {
        Key = KeyOf(teacher.Network, options, pictures);
        folder = teacher.Cache is { } cache ? Path.Combine(cache, Key) : null;
        repeated = options.Views < options.Epochs ? [] : null;
        batches = pictures.BatchCount;
    }

    /// <summary>The digest that names the folder.</summary>
    public string Key { get; }

    /// <summary>The logits (<paramref name="rows"/>, classes) of a step, or null if they are not cached.</summary>
    public Tensor? Read(long step, long rows)
    {
        var epoch = step / batches;
        if (epoch != readEpoch)
        {
            (readEpoch, read) = (epoch, repeated?.GetValueOrDefault(epoch) ?? (folder is null ? null : Open(File(epoch))));
        }

        return read is null ? null : tensor(read[step % batches], [rows, read[step % batches].Length / rows]);
    }

    /// <summary>Collects the logits of a step; the last step of an epoch writes the file.</summary>
    public void Add(long step, Tensor logits)
    {
        if (step % batches == 0)
        {
            asked.Clear();
        }

        asked.Add(ModuleWeights.Floats(logits));
        if (step % batches == batches - 1 && asked.Count == batches)
        {
            if (repeated is not null)
            {
                repeated[step / batches] = [.. asked];
            }

            if (folder is not null)
            {
                Write(File(step / batches));
            }
        }
    }

    private string File(long epoch) => Path.Combine(folder!, FormattableString.Invariant($"epoch-{epoch + 1:0000}.logits"));

    private void Write(string path)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(asked.Count);
            foreach (var values in asked)
            {
                writer.Write(values.Length);
                foreach (var value in values)
                {
                    writer.Write(value);
                }
            }
        }

        bytes.Write(SHA256.HashData(bytes.ToArray()));
        AtomicFile.WriteAllBytes(path, bytes.ToArray());
    }

    private float[][]? Open(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        var bytes = System.IO.File.ReadAllBytes(path);
        if (bytes.Length < DigestBytes || !SHA256.HashData(bytes.AsSpan(..^DigestBytes)).AsSpan().SequenceEqual(bytes.AsSpan(^DigestBytes..)))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadString() != Magic || reader.ReadInt32() != batches)
        {
            return null;
        }

        var steps = new float[batches][];
        for (var i = 0; i < batches; i++)
        {
            steps[i] = new float[reader.ReadInt32()];
            for (var j = 0; j < steps[i].Length; j++)
            {
                steps[i][j] = reader.ReadSingle();
            }
        }

        return steps;
    }

    private static string KeyOf(nn.Module teacher, TrainingOptions options, ImageLoader pictures)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { options.Seed, options.BatchSize, options.Mixup, options.CutMix, options.MixedBatches }));
        digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(pictures.Options));
        digest.AppendData(Encoding.UTF8.GetBytes(pictures.Digest()));
        foreach (var (name, values) in teacher.state_dict())
        {
            digest.AppendData(Encoding.UTF8.GetBytes(name));
            digest.AppendData(values.bytes);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset())[..32];
    }
}
