using System.Globalization;
using System.Text;

namespace TweetPipeline.Reporting;

/// <summary>The figures of a run in the text format of Prometheus.</summary>
public static class Metrics
{
    /// <summary>Writes the figures.</summary>
    public static string Of(RunSummary run)
    {
        var text = new StringBuilder();
        Describe("classification_time_seconds", "summary", "Time of a run divided among its tweets.");
        Sample("classification_time_seconds_sum", "", run.Seconds);
        Sample("classification_time_seconds_count", "", run.Counters.GetValueOrDefault("tweets"));
        Describe("tweets_per_second", "gauge", "Tweets per second of the run, from the start of the program.");
        Sample("tweets_per_second", "", run.TweetsPerSecond);
        Describe("cache_hit_rate", "gauge", "Share of the cache's lookups that it answered, 0 to 1.");
        Sample("cache_hit_rate", "", run.HitRate);
        Describe("errors_total", "counter", "Errors by stage; each tweet concerned has a fallback.");
        foreach (var error in run.Errors)
        {
            Sample("errors_total", $"{{stage=\"{Label(error.Stage)}\"}}", error.Count);
        }

        Sample("errors_total", "{stage=\"rejects\"}", run.Rejects);
        Describe("memory_usage_mb", "gauge", "Most memory of the process, in millions of bytes.");
        Sample("memory_usage_mb", "", run.PeakMegabytes);
        Describe("phase_seconds", "gauge", "Seconds in each phase, of all threads together.");
        foreach (var phase in run.Phases)
        {
            Sample("phase_seconds", $"{{phase=\"{Label(phase.Key)}\"}}", phase.Value);
        }

        Describe("tweets_total", "counter", "Tweets by value of a figure.");
        foreach (var value in run.Values)
        {
            var parts = value.Key.Split('/');
            Sample("tweets_total", $"{{figure=\"{Label(parts[0])}\",value=\"{Label(parts[1])}\"}}", value.Value);
        }

        return text.ToString();

        void Describe(string name, string type, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

        void Sample(string name, string labels, double value) => text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value:0.######}\n");
    }

    private static string Label(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
