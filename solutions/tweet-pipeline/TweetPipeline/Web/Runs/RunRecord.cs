using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal;
using TweetPipeline.Operations;

namespace TweetPipeline.Web.Runs;

/// <summary>How far a run is.</summary>
public enum RunState
{
    Queued, Running, Done, Failed, Cancelled,
}

/// <summary>What is kept of a run in <c>run.json</c>.</summary>
/// <param name="Id">Its name in addresses and on disk.</param>
/// <param name="Name">The upload's name, to be shown only.</param>
/// <param name="File">The upload's file in the run's folder.</param>
/// <param name="Bytes">The upload's bytes.</param>
/// <param name="Created">When it arrived.</param>
/// <param name="Mode">How much a language model is asked.</param>
/// <param name="State">How far it is.</param>
public sealed record RunRecord(
    string Id, string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File, long Bytes, DateTimeOffset Created,
    [property: JsonConverter(typeof(CamelCase<RunMode>))] RunMode Mode, [property: JsonConverter(typeof(CamelCase<RunState>))] RunState State)
{
    private const string FileName = "run.json";

    /// <summary>Tweets in the results.</summary>
    public long Tweets { get; init; }

    /// <summary>Rows that were set aside.</summary>
    public long Rejects { get; init; }

    /// <summary>Why it failed, for programs.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Why it failed, for people.</summary>
    public string? Error { get; init; }

    /// <summary>What the tasks of the lab that it needed and that are not done say of themselves.</summary>
    public IReadOnlyList<string> Undone { get; init; } = [];

    /// <summary>Whether it has ended.</summary>
    [JsonIgnore]
    public bool HasEnded => State is not (RunState.Queued or RunState.Running);

    /// <summary>Reads the record of a folder; null if there is none.</summary>
    public static RunRecord? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(Path.Combine(folder, FileName)), ApiJson.Default.RunRecord) is { File: not null } record && record.Id == Path.GetFileName(folder) && record.File == Path.GetFileName(record.File) ? record : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the record.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void Write(string folder) => AtomicFile.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Default.RunRecord));
}
