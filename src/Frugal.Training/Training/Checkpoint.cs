using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Frugal.Data;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>
/// The state of a training between two epochs, in one file that is written atomically: the weights, their average, the optimizer's
/// moments and the history. It belongs to one recipe; a training with another recipe rejects it.
/// </summary>
internal static class Checkpoint
{
    private const string Magic = "frugal checkpoint 1";

    /// <summary>A digest of everything that determines how training continues, including the initial weights.</summary>
    public static string Fingerprint(TrainingState state, TrainingOptions options, ImageLoader pictures, params ReadOnlySpan<string?> others)
    {
        var text = new StringBuilder();
        text.AppendLine(JsonSerializer.Serialize(options));
        text.AppendLine(JsonSerializer.Serialize(pictures.Options));
        text.AppendLine(pictures.Digest());
        foreach (var other in others)
        {
            text.AppendLine(other);
        }

        foreach (var (name, tensor) in state.Live.state_dict())
        {
            text.AppendLine(FormattableString.Invariant($"{name} {string.Join('x', tensor.shape)} {Digest(tensor)}"));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Digest(Tensor tensor) => Convert.ToHexStringLower(SHA256.HashData(tensor.contiguous().bytes));

    /// <summary>Writes <paramref name="state"/> to a temporary file beside <paramref name="path"/>, then renames it.</summary>
    public static void Save(string path, TrainingState state, string fingerprint, ITrainingCompanion? companion) => AtomicFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(fingerprint);
        writer.Write(JsonSerializer.Serialize(state.History));
        state.Live.save(writer);
        state.Average.save(writer);
        state.Optimizer.save_state_dict(writer);
        state.Lesson?.Save(writer);
        companion?.Save(writer);
    });

    /// <summary>Reads <paramref name="path"/> into <paramref name="state"/>. If the file does not exist, nothing happens.</summary>
    /// <exception cref="FrugalException">The file is not a checkpoint, is truncated, or belongs to another recipe.</exception>
    public static void Load(string path, TrainingState state, string fingerprint, ITrainingCompanion? companion)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
            if (reader.ReadString() != Magic)
            {
                throw Unusable(path, "is not a checkpoint of this version", null);
            }

            if (reader.ReadString() != fingerprint)
            {
                throw Unusable(path, "belongs to a training with other options, another network or other pictures", null);
            }

            state.History.AddRange(JsonSerializer.Deserialize<List<EpochSummary>>(reader.ReadString())!);
            state.Live.load(reader);
            state.Average.load(reader);
            state.Optimizer.load_state_dict(reader);
            state.Lesson?.Load(reader);
            companion?.Load(reader, state.Live);
        }
        catch (Exception failure) when (failure is IOException or JsonException or ArgumentException or FormatException)
        {
            throw Unusable(path, "cannot be read to its end", failure);
        }
    }

    private static FrugalException Unusable(string path, string reason, Exception? cause) =>
        new($"{path}: {reason}. Delete it to begin again, or go on with the recipe that wrote it.", cause);
}
