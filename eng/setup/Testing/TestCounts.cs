using System.Globalization;
using System.Xml.Linq;

namespace Frugal.Setup.Testing;

/// <summary>How many tests passed, failed and were skipped.</summary>
public sealed record TestCounts(int Passed, int Failed, int Skipped)
{
    public int Total => Passed + Failed + Skipped;

    public static TestCounts operator +(TestCounts left, TestCounts right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>Reads the summary of a .trx file. An aborted run counts as at least one failed test.</summary>
    public static TestCounts Read(string trx)
    {
        var summary = XDocument.Parse(trx).Descendants().FirstOrDefault(element => element.Name.LocalName == "ResultSummary");
        var counters = summary?.Elements().FirstOrDefault(element => element.Name.LocalName == "Counters");
        int Count(string name) => int.Parse(counters?.Attribute(name)?.Value ?? "0", CultureInfo.InvariantCulture);

        var failed = Count("failed") + Count("error") + Count("timeout") + Count("aborted");
        var whole = summary?.Attribute("outcome")?.Value is "Completed" or "Passed";
        return new TestCounts(Count("passed"), whole ? failed : Math.Max(failed, 1), Math.Max(0, Count("total") - Count("executed")));
    }

    /// <summary>Counts a run that failed without a failed test (a test host that ended, a project that did not load) as one failed test.</summary>
    public TestCounts WithExitCode(int exitCode) => exitCode != 0 && Failed == 0 && Total > 0 ? this with { Failed = 1 } : this;

    public override string ToString() => $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}";
}
