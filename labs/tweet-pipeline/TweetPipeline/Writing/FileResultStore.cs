using System.Diagnostics;
using Frugal;
using TweetPipeline.Operations;
using TweetPipeline.Reading;

namespace TweetPipeline.Writing;

/// <summary>
/// The results in a folder: <c>results.csv</c> and <c>results.jsonl</c> grow row by row, rejected rows in <c>rejects.csv</c>. About every half second their lengths and the place in the input are written down
/// together, atomically; after a kill, <c>--resume</c> cuts the files to these lengths. Parquet cannot grow so, and is made from the rows at the end.
/// </summary>
public sealed class FileResultStore : IResultStore
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    private readonly RunOptions options;
    private readonly string input, settings;
    private readonly AppendedFile rejected;
    private readonly AppendedFile? csv, json;
    private long written;

    private FileResultStore(RunOptions options, string settings, Checkpoint? checkpoint)
    {
        (this.options, this.settings, input) = (options, settings, Checkpoint.Identity(options.Input));
        Position = new(checkpoint?.Offset ?? 0, checkpoint?.Line ?? 0);
        Stored = (checkpoint?.Tweets ?? 0, checkpoint?.Rejects ?? 0);
        var onlyParquet = options.Formats is ["parquet"];
        csv = options.Formats.Contains("csv") || onlyParquet ? Open("results.csv", RowFormats.Header) : null;
        json = options.Formats.Contains("jsonl") ? Open("results.jsonl", "") : null;
        rejected = Open("rejects.csv", "line,code,reason,start\r\n");
        written = Stopwatch.GetTimestamp();
        if (checkpoint is null)
        {
            Save();
        }

        AppendedFile Open(string name, string header)
        {
            var file = new AppendedFile(Path.Combine(options.Output, name), checkpoint?.Lengths.GetValueOrDefault(name) ?? 0);
            if (checkpoint is null)
            {
                file.Writer.Write(header);
            }

            return file;
        }
    }

    /// <inheritdoc/>
    public ReadPosition Position { get; private set; }

    /// <inheritdoc/>
    public (long Tweets, long Rejects) Stored { get; private set; }

    private string Rows => (csv ?? json)!.Path;

    /// <summary>Opens the folder of the results, for a new run or to go on with an unfinished one.</summary>
    /// <exception cref="FrugalException">The unfinished run was of another input or had other settings; or the folder cannot be written.</exception>
    public static FileResultStore Open(RunOptions options, string settings)
    {
        try
        {
            Directory.CreateDirectory(options.Output);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw AppendedFile.Failed(options.Output, failure);
        }

        var checkpoint = options.Resume ? Checkpoint.Read(options.Output) : null;
        if (checkpoint is not null && checkpoint.Input != Checkpoint.Identity(options.Input))
        {
            throw new FrugalException($"The unfinished run in {options.Output} read {checkpoint.Input}; now it is {Checkpoint.Identity(options.Input)}. Give the same file, or run without --resume to begin again.");
        }

        return checkpoint is null || checkpoint.Settings == settings
            ? new(options, settings, checkpoint)
            : throw new FrugalException($"The unfinished run in {options.Output} had other settings: {checkpoint.Settings}. Now: {settings}. Give the same options, or run without --resume to begin again.");
    }

    /// <inheritdoc/>
    public IEnumerable<TweetResult> Earlier() => Stored.Tweets > 0 ? RowFormats.Read(Rows) : [];

    /// <inheritdoc/>
    public void Append(IReadOnlyList<TweetResult> results, IReadOnlyList<Reject> rejects, ReadPosition after)
    {
        Guarded(() =>
        {
            foreach (var result in results)
            {
                if (csv is not null)
                {
                    RowFormats.WriteCsv(csv.Writer, result);
                }

                if (json is not null)
                {
                    RowFormats.WriteJson(json.Writer, result);
                }
            }

            foreach (var reject in rejects)
            {
                Write(rejected.Writer, reject);
            }
        });
        Position = after;
        Stored = (Stored.Tweets + results.Count, Stored.Rejects + rejects.Count);
        if (Stopwatch.GetElapsedTime(written) >= Between)
        {
            Save();
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        Save();
        Dispose();
        if (options.Formats.Contains("parquet"))
        {
            ParquetFile.Write(Path.Combine(options.Output, "results.parquet"), RowFormats.Read(Rows));
        }

        if (options.Formats is ["parquet"])
        {
            File.Delete(Rows);
        }

        if (Stored.Rejects == 0)
        {
            File.Delete(rejected.Path);
        }

        File.Delete(Path.Combine(options.Output, Checkpoint.Name));
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        csv?.Dispose();
        json?.Dispose();
        rejected.Dispose();
    }

    private void Save() => Guarded(() =>
    {
        var lengths = new Dictionary<string, long>();
        foreach (var file in new[] { csv, json, rejected }.OfType<AppendedFile>())
        {
            lengths[Path.GetFileName(file.Path)] = file.Flush(toDisk: false);
        }

        new Checkpoint(input, settings, Position.Offset, Position.Line, Stored.Tweets, Stored.Rejects, lengths).Write(options.Output);
        written = Stopwatch.GetTimestamp();
    });

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw AppendedFile.Failed(options.Output, failure);
        }
    }

    private static void Write(StreamWriter writer, Reject reject)
    {
        writer.Write(reject.Line);
        foreach (var cell in new[] { reject.Code, reject.Reason, reject.Start })
        {
            writer.Write(',');
            CsvCell.Write(writer, CsvCell.Harmless(TextRepair.WithoutControls(cell).ReplaceLineEndings(" ")));
        }

        writer.WriteLine();
    }
}
