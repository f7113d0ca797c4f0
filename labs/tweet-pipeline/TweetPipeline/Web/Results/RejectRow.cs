using TweetPipeline.Reading;
using TweetPipeline.Tweets;
using TweetPipeline.Web.Runs;
using TweetPipeline.Writing;

namespace TweetPipeline.Web.Results;

/// <summary>A row that was set aside.</summary>
/// <param name="Line">The line of the file that it begins on.</param>
/// <param name="Code">The reason, for programs.</param>
/// <param name="Reason">The reason, for people.</param>
/// <param name="Start">The first characters of the row.</param>
public sealed record RejectRow(string Line, string Code, string Reason, string Start)
{
    /// <summary>The file of the rejects, beside the results.</summary>
    public const string FileName = "rejects.csv";

    private const int Shown = 100;

    /// <summary>The first rejects of a run.</summary>
    public static IReadOnlyList<RejectRow> First(DashboardRun run)
    {
        if (run.Existing(FileName) is not { } path)
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var window = new ByteWindow(file, Limits.RowBytes);
        var records = Unfinished.Else(() => CsvRecords.Read(window), () => NaiveCsv.Read(window, (byte)','));
        return [.. records.Skip(1).Where(record => record.Fields.Length == 4).Take(Shown).Select(Of)];
    }

    private static RejectRow Of(CsvRecord record) => new(record.Fields[0], record.Fields[1], CsvCell.Original(record.Fields[2]), CsvCell.Original(record.Fields[3]));
}
