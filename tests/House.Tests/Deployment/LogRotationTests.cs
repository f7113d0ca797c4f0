namespace House.Tests.Deployment;

/// <summary>The rotation of the containers' logs.</summary>
[Category("Machine")]
public class LogRotationTests
{
    /// <summary>Real logrotate, 35 days long, on a copy of the rules for a temporary folder: a state file from the day before makes it rotate, and each day's file gets its day's name.</summary>
    [Test]
    public void A_new_file_begins_each_day_and_thirty_are_kept()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("containers/abc/abc-json.log", "{\"n\":0}\n");
        var rules = DeploymentFiles.Read("logs/logrotate.conf").Replace("/var/lib/docker", folder.Path, StringComparison.Ordinal).Replace("-%Y-%m-%d", "-%s", StringComparison.Ordinal);
        var configuration = folder.Write("logrotate.conf", rules);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(configuration, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        for (var day = 35; day > 0; day--)
        {
            var old = $"{log}-{DateTimeOffset.UnixEpoch.AddDays(20_000 - day).ToUnixTimeSeconds()}";
            File.WriteAllText(old, "{}\n");
        }

        File.WriteAllText(folder["state"], $"logrotate state -- version 2\n\"{log}\" 2020-1-1-0:0:0\n");
        var (code, output) = InstalledProgram.Run(null, File.Exists("/usr/sbin/logrotate") ? "/usr/sbin/logrotate" : "logrotate", "--state", folder["state"], configuration);

        Assert.That(code, Is.Zero, output);
        Assert.That(new FileInfo(log).Length, Is.Zero, "the program goes on writing into the same file");
        var kept = Directory.GetFiles(folder["containers/abc"]).Count(file => file != log);
        Assert.That(kept, Is.EqualTo(30));
        Assert.That(File.ReadAllText(Directory.GetFiles(folder["containers/abc"], "*.log-*").Order(StringComparer.Ordinal).Last()), Is.EqualTo("{\"n\":0}\n"));
    }
}
