using System.Text.Json;
using Frugal.Data;

namespace Frugal.Training;

/// <summary>
/// The state of a training between two epochs: the weights, their average, the optimizer's moments and the history.
/// </summary>
internal static class Checkpoint
{
    /// <summary>A digest of everything that determines how training continues, including the initial weights.</summary>
    public static string Fingerprint(TrainingState state, TrainingOptions options, ImageLoader pictures, params IEnumerable<string?> others) =>
        CheckpointFile.Fingerprint(state.Live, [JsonSerializer.Serialize(options), JsonSerializer.Serialize(pictures.Options), pictures.Digest(), .. others]);

    /// <summary>Writes <paramref name="state"/>.</summary>
    public static void Save(string path, TrainingState state, string fingerprint, ITrainingCompanion? companion) => CheckpointFile.Save(path, fingerprint, writer =>
    {
        writer.Write(JsonSerializer.Serialize(state.History));
        state.Live.save(writer);
        state.Average.save(writer);
        state.Optimizer.save_state_dict(writer);
        state.Lesson?.Save(writer);
        companion?.Save(writer);
    });

    /// <summary>Reads <paramref name="path"/> into <paramref name="state"/>. If the file does not exist, nothing happens.</summary>
    /// <exception cref="FrugalException">The file is not a checkpoint, is truncated, or belongs to another recipe.</exception>
    public static void Load(string path, TrainingState state, string fingerprint, ITrainingCompanion? companion) => CheckpointFile.Load(path, fingerprint, reader =>
    {
        state.History.AddRange(JsonSerializer.Deserialize<List<EpochSummary>>(reader.ReadString())!);
        state.Live.load(reader);
        state.Average.load(reader);
        state.Optimizer.load_state_dict(reader);
        state.Lesson?.Load(reader);
        companion?.Load(reader, state.Live);
    });
}
