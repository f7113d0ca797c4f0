namespace House.Tests.Deployment;

/// <summary>The scripts that back up and restore: run on a cache, a folder of results and, where it is installed, a PostgreSQL server of their own.</summary>
[Category("Machine")]
public class BackupTests
{
    [OneTimeSetUp]
    public void A_shell_and_SQLite_are_there()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("The scripts are for Linux and its GNU tools.");
        }

        InstalledProgram.Run(null, "sqlite3", "--version");
    }

    [Test]
    public void What_is_backed_up_can_be_restored_elsewhere()
    {
        using var folder = new TemporaryFolder();
        var (cache, results) = Filled(folder);

        var backup = Backup(folder, cache, results);
        var (code, output) = Script("restore.sh", backup, folder["new/cache.db"], folder["new/results"]);

        Assert.That(code, Is.Zero, output);
        Assert.That(Sql(folder["new/cache.db"], "SELECT count(*), sum(value) FROM answers"), Is.EqualTo("100|5050"));
        Assert.That(File.ReadAllText(folder["new/results/run 1/results.csv"]), Is.EqualTo("id,sentiment\n1,negative\n"));
    }

    /// <summary>Rows that are only in the write-ahead log are part of the backup, and its writer is not disturbed.</summary>
    [Test]
    public void A_cache_that_is_in_use_is_backed_up_whole()
    {
        using var folder = new TemporaryFolder();
        var cache = folder["cache.db"];
        Sql(cache, "PRAGMA journal_mode = WAL; CREATE TABLE answers (value INTEGER)");
        using var writer = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sqlite3", [cache]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        writer.StandardInput.WriteLine("PRAGMA wal_autocheckpoint = 0; INSERT INTO answers VALUES (42); SELECT 'written';");
        writer.StandardInput.Flush();
        Assert.That(writer.StandardOutput.ReadLine(), Is.EqualTo("0"), "the setting");
        Assert.That(writer.StandardOutput.ReadLine(), Is.EqualTo("written"));
        Assert.That(new FileInfo(cache + "-wal").Length, Is.Positive);

        var backup = Backup(folder, cache, folder["none"]);

        Assert.That(Sql(Path.Combine(backup, "cache.db"), "SELECT value FROM answers"), Is.EqualTo("42"));
        writer.StandardInput.WriteLine("INSERT INTO answers VALUES (43); SELECT count(*) FROM answers;");
        writer.StandardInput.Close();
        Assert.That(writer.StandardOutput.ReadToEnd().Trim(), Is.EqualTo("2"));
        writer.WaitForExit();
    }

    [Test]
    public void A_damaged_backup_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var (cache, results) = Filled(folder);
        var backup = Backup(folder, cache, results);
        var file = Path.Combine(backup, "results.tar.gz");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^10]);
        File.AppendAllText(Path.Combine(results, "run 1", "results.csv"), "2,positive\n");

        var (code, output) = Script("restore.sh", "--replace", backup, cache, results);

        Assert.That((code, output), Is.EqualTo((1, output)));
        Assert.That(output, Does.Contain("incomplete or damaged").And.Contain("nothing was changed"));
        Assert.That(File.ReadAllText(Path.Combine(results, "run 1", "results.csv")), Does.EndWith("2,positive\n"));
    }

    [Test]
    public void What_exists_is_overwritten_only_when_asked()
    {
        using var folder = new TemporaryFolder();
        var (cache, results) = Filled(folder);
        var backup = Backup(folder, cache, results);
        Sql(cache, "DELETE FROM answers");
        folder.Write("results/later.csv", "");

        var (refused, why) = Script("restore.sh", backup, cache, results);
        Assert.That((refused, Sql(cache, "SELECT count(*) FROM answers")), Is.EqualTo((1, "0")), why);
        Assert.That(why, Does.Contain("--replace"));

        var (replaced, output) = Script("restore.sh", "--replace", backup, cache, results);
        Assert.That((replaced, Sql(cache, "SELECT count(*) FROM answers")), Is.EqualTo((0, "100")), output);
        Assert.That(File.Exists(folder["results/later.csv"]), Is.False);
    }

    [Test]
    public void Old_backups_go_and_young_ones_stay()
    {
        using var folder = new TemporaryFolder();
        var (cache, results) = Filled(folder);
        foreach (var (name, days) in new[] { ("2020-01-01T000000Z", 40), ("2020-01-02T000000Z", 5), ("mine", 40) })
        {
            Directory.CreateDirectory(folder[$"backups/{name}"]);
            InstalledProgram.Run(null, "touch", "-d", $"{days} days ago", folder[$"backups/{name}"]);
        }

        var made = Backup(folder, cache, results);

        Assert.That(Directory.GetDirectories(folder["backups"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "2020-01-02T000000Z", "mine", Path.GetFileName(made) }));
    }

    [Test]
    public void Without_anything_to_back_up_it_fails_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();

        var (code, output) = Script("backup.sh", folder["cache.db"], folder["results"], folder["backups"]);

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("Check the paths"));
        Assert.That(Directory.GetFileSystemEntries(folder["backups"]), Is.Empty);
    }

    [Test, Category("Slow")]
    public void A_database_is_backed_up_and_restored_with_the_rest()
    {
        using var server = PostgresServer.Start();
        var (cache, results) = Filled(server.Folder);
        server.Sql("CREATE TABLE results (id bigint PRIMARY KEY, sentiment text); INSERT INTO results SELECT i, 'negative' FROM generate_series(1, 1000) AS i");

        var (code, output) = server.Run("sh", DeploymentFiles.At("backup/backup.sh"), cache, results, server.Folder["backups"]);
        Assert.That(code, Is.Zero, output);
        var backup = output.Trim().Split('\n')[^1];
        Assert.That(File.Exists(Path.Combine(backup, "database.dump")), Is.True);

        server.Sql("DELETE FROM results WHERE id > 10; INSERT INTO results VALUES (5000, 'new')");
        var (restored, told) = server.Run("sh", DeploymentFiles.At("backup/restore.sh"), "--replace", backup, cache, results);

        Assert.That(restored, Is.Zero, told);
        Assert.That(server.Sql("SELECT count(*), max(id) FROM results"), Is.EqualTo("1000|1000"));
    }

    /// <summary>A cache of 100 answers and one file of results.</summary>
    private static (string Cache, string Results) Filled(TemporaryFolder folder)
    {
        Sql(folder["cache.db"], "PRAGMA journal_mode = WAL; CREATE TABLE answers (value INTEGER); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO answers SELECT i FROM n");
        folder.Write("results/run 1/results.csv", "id,sentiment\n1,negative\n");
        return (folder["cache.db"], folder["results"]);
    }

    private static string Backup(TemporaryFolder folder, string cache, string results)
    {
        var (code, output) = Script("backup.sh", cache, results, folder["backups"]);
        Assert.That(code, Is.Zero, output);
        return output.Trim();
    }

    private static (int Code, string Output) Script(string name, params string[] arguments) =>
        InstalledProgram.Run(new Dictionary<string, string> { ["PGDATABASE"] = "" }, ["sh", DeploymentFiles.At($"backup/{name}"), .. arguments]);

    private static string Sql(string file, string statement) => InstalledProgram.Run(null, "sqlite3", file, statement).Output.Trim();
}
