using System.Globalization;
using Frugal.Cli.Commands;

namespace Frugal.Cli.Tests.Measuring;

[Parallelizable]
public class WatchMemoryCommandTests
{
    [Test]
    [Platform("Linux")]
    public void A_command_is_run_and_watched_and_its_exit_status_passed_on()
    {
        using var folder = new TemporaryFolder();

        var (code, _, error) = CommandRun.Of(WatchMemoryCommand.Create(), "watch-memory", "--interval", "0.02", "--csv", folder["memory.csv"], "--", "sh", "-c", "while [ $(wc -l < \"$0\") -lt 3 ]; do sleep 0.05; done; exit 7", folder["memory.csv"]);

        Assert.That(code, Is.EqualTo(7));
        Assert.That(error, Does.Match(@"anonymous +\S+ .*file-backed").And.Match(@"\d+ readings in \d").And.Contain("highest"));
        var lines = File.ReadAllLines(folder["memory.csv"]);
        Assert.That(lines[0], Is.EqualTo("seconds,anonymous_bytes,file_bytes,processes"));
        var rows = lines[1..].Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Assert.That(rows, Has.Count.GreaterThan(1));
        Assert.That(rows.Select(row => row[0]), Is.Ordered);
        Assert.That(rows.Select(row => row[1]), Has.All.Positive);
    }

    [Test]
    public void A_process_that_is_not_running_is_one_line() =>
        Refused($"frugal: Process {int.MaxValue} is not running.", "watch-memory", int.MaxValue.ToString(CultureInfo.InvariantCulture));

    [Test]
    public void A_command_that_does_not_exist_is_one_line() =>
        Refused("frugal: 'no-such-program' cannot be started", "watch-memory", "--", "no-such-program");

    [Test]
    public void A_log_that_cannot_be_written_is_refused_before_anything_is_started()
    {
        using var folder = new TemporaryFolder();

        Refused($"frugal: {folder.Path}: is a folder", "watch-memory", "--csv", folder.Path, "--", "no-such-program");
    }

    [Test]
    public void An_interval_out_of_range_is_refused()
    {
        var (code, _, error) = CommandRun.Of(WatchMemoryCommand.Create(), "watch-memory", "1", "--interval", "0");

        Assert.That(code, Is.Not.Zero);
        Assert.That(error, Does.Contain("--interval must be 0.01 to 3,600 seconds."));
    }

    private static void Refused(string message, params string[] line)
    {
        var (code, text, error) = CommandRun.Of(WatchMemoryCommand.Create(), line);

        Assert.That((code, text, error.Trim().Split('\n').Length), Is.EqualTo((1, "", 1)));
        Assert.That(error, Does.StartWith(message));
    }
}
