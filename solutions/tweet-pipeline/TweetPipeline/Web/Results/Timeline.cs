using System.Globalization;
using System.Text.Json;
using Frugal;
using Frugal.Data.SupportTweets;
using TweetPipeline.Web.Runs;
using TweetPipeline.Writing;

namespace TweetPipeline.Web.Results;

/// <summary>Incidents over time: tweets per kind of incident in steps of equal length.</summary>
/// <param name="StepHours">Hours of a step.</param>
/// <param name="Start">Where the first step begins, in UTC.</param>
/// <param name="Incidents">For each kind but none, by name: tweets per step.</param>
/// <param name="Undated">Tweets without a time that can be read.</param>
public sealed record Timeline(int StepHours, DateTimeOffset Start, IReadOnlyDictionary<string, int[]> Incidents, long Undated)
{
    private const string FileName = "timeline.json";
    private const int MostSteps = 60;
    private static readonly int[] Steps = [1, 2, 3, 6, 12, 24, 48, 24 * 7, 24 * 14, 24 * 30, 24 * 91, 24 * 365, 24 * 3650];
    private static readonly string[] Formats = ["ddd MMM dd HH:mm:ss zzz yyyy"];   // as exports of the network write it: Mon Jan 05 06:00:00 +0000 2026

    /// <summary>Counts the tweets of a run that has ended.</summary>
    public static Timeline Of(DashboardRun run)
    {
        var kinds = Enum.GetValues<TweetIncident>().Length;
        var hours = new SortedDictionary<long, int[]>();
        var undated = 0L;
        foreach (var row in RowFormats.Read(run.Results))
        {
            if (HourOf(row.Tweet.CreatedAt) is not { } hour)
            {
                undated++;
                continue;
            }

            if (!hours.TryGetValue(hour, out var counts))
            {
                hours[hour] = counts = new int[kinds];
            }

            counts[(int)row.Answer.Kpis.Incident]++;
        }

        if (hours.Count == 0)
        {
            return new(1, DateTimeOffset.UnixEpoch, new Dictionary<string, int[]>(), undated);
        }

        var (first, last) = (hours.Keys.First(), hours.Keys.Last());
        var step = Steps.FirstOrDefault(step => (last / step) - (first / step) < MostSteps, Steps[^1]);
        var begin = first / step;
        var incidents = Enum.GetValues<TweetIncident>().Skip(1).ToDictionary(Tweets.KpiNames.Of, _ => new int[(last / step) - begin + 1]);
        foreach (var (hour, counts) in hours)
        {
            foreach (var incident in Enum.GetValues<TweetIncident>().Skip(1))
            {
                incidents[Tweets.KpiNames.Of(incident)][(hour / step) - begin] += counts[(int)incident];
            }
        }

        return new(step, DateTimeOffset.UnixEpoch.AddHours(begin * step), incidents, undated);
    }

    /// <summary>The timeline that a run wrote; null if there is none.</summary>
    public static Timeline? Read(DashboardRun run)
    {
        try
        {
            return run.Existing(FileName) is { } path ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ApiJson.Default.Timeline) : null;
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it beside the results.</summary>
    public void Write(string folder) => AtomicFile.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Default.Timeline));

    /// <summary>Hours since 1970; null for a time that cannot be read, or is before it.</summary>
    private static long? HourOf(string time) =>
        (DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || DateTimeOffset.TryParseExact(time, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out at)) && at >= DateTimeOffset.UnixEpoch
            ? at.ToUnixTimeSeconds() / 3600
            : null;
}
