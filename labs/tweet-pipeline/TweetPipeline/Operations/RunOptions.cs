using Frugal;

namespace TweetPipeline.Operations;

/// <summary>How much a language model is asked.</summary>
public enum RunMode
{
    /// <summary>Never.</summary>
    Fast,

    /// <summary>About a fifth of the tweets.</summary>
    Balanced,

    /// <summary>About half of them.</summary>
    Precise,
}

/// <summary>What a run does.</summary>
public sealed record RunOptions
{
    /// <summary>The file of tweets.</summary>
    public required string Input { get; init; }

    /// <summary>The folder for the results.</summary>
    public required string Output { get; init; }

    /// <summary>How much a language model is asked.</summary>
    public RunMode Mode { get; init; } = RunMode.Balanced;

    /// <summary>Share of the tweets that it is asked about; null for the mode's.</summary>
    public double? Sample { get; init; }

    /// <summary>The sentiment model: an ONNX file, a name in the catalogue, or <c>none</c>.</summary>
    public string Model { get; init; } = "tweet-sentiment";

    /// <summary>The language model: a GGUF file, a name in the catalogue, or the address of a server.</summary>
    public string LanguageModel { get; init; } = "tiny-labels";

    /// <summary>The language model's name on that server.</summary>
    public string ServedModel { get; init; } = "";

    /// <summary>The file of the cache; null for none.</summary>
    public string? Cache { get; init; }

    /// <summary>Answers that the cache keeps in memory.</summary>
    public int CacheEntries { get; init; } = 20_000;

    /// <summary>Which files are written: csv, jsonl, parquet.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["csv"];

    /// <summary>Whether an unfinished run goes on.</summary>
    public bool Resume { get; init; }

    /// <summary>Random seed of the sample.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that classify.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The address of a broker whose workers classify; null to classify in this process.</summary>
    public string? Broker { get; init; }

    /// <summary>Blocks that are at the broker at a time.</summary>
    public int InFlight { get; init; } = 32;

    /// <summary>Blocks that are classified at a time.</summary>
    public int Concurrency => Broker is null ? Threads : InFlight;

    /// <summary>How to connect to a PostgreSQL database that takes the results; null for files.</summary>
    public string? Postgres { get; init; }

    /// <summary>The run's name in that database; empty for the input's file name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Tweets of a block.</summary>
    public int BlockSize { get; init; } = 512;

    /// <summary>Distinct texts that are remembered to find repeated ones.</summary>
    public int DuplicateWindow { get; init; } = 1 << 16;

    /// <summary>The share that applies.</summary>
    public double Share => Sample ?? Mode switch
    {
        RunMode.Fast => 0,
        RunMode.Balanced => 0.2,
        _ => 0.5,
    };

    /// <summary>What changes the answers of a block: workers of a run have the same.</summary>
    public string Answering(string model, string? languageModel) => FormattableString.Invariant($"model {model}, language model {languageModel ?? "none"}, sample {Share}, seed {Seed}");

    /// <summary>What changes the results: a run can only be resumed with the same.</summary>
    public string Fingerprint(string model, string? languageModel) =>
        FormattableString.Invariant($"{Answering(model, languageModel)}, block {BlockSize}, window {DuplicateWindow}, formats {string.Join('+', Formats)}");

    /// <exception cref="FrugalException">A value is not allowed.</exception>
    public RunOptions Validated()
    {
        Check("--sample", Share, Share is >= 0 and <= 1, "0 to 1");
        Check("--threads", Threads, Threads is >= 1 and <= 256, "1 to 256");
        Check("--in-flight", InFlight, InFlight is >= 1 and <= 1024, "1 to 1,024");
        Check("--block", BlockSize, BlockSize is >= 1 and <= 65_536, "1 to 65,536");
        Check("--window", DuplicateWindow, DuplicateWindow is >= 1 and <= 1 << 18, "1 to 262,144");
        Check("--cache-entries", CacheEntries, CacheEntries is >= 1 and <= 200_000, "1 to 200,000");
        foreach (var format in Formats)
        {
            Check("--format", format, format is "csv" or "jsonl" or "parquet", "csv, jsonl, parquet, or several of them separated by commas");
        }

        Check("--format", "nothing", Formats.Count > 0, "csv, jsonl, parquet");
        return this;
    }

    private static void Check(string option, object value, bool allowed, string range)
    {
        if (!allowed)
        {
            throw new FrugalException(FormattableString.Invariant($"{option} is {value}. Allowed: {range}."));
        }
    }
}
