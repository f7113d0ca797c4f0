using Frugal.Learning;

namespace Frugal.Tests.Learning;

/// <summary>The student's file of what is done.</summary>
[Parallelizable]
public class ProgressFileTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_missing_or_empty_file_is_no_progress()
    {
        using var folder = new TemporaryFolder();

        Assert.That(new ProgressFile(folder["new/progress.json"]).Read(), Is.SameAs(LearningProgress.Empty));
        Assert.That(new ProgressFile(folder.Write("empty.json", "\n")).Read(), Is.SameAs(LearningProgress.Empty));
        Assert.That(Directory.Exists(folder["new"]), Is.False, "reading makes nothing");
    }

    [Test]
    public void What_was_written_is_read_again()
    {
        using var folder = new TemporaryFolder();
        var file = new ProgressFile(folder["a/b/progress.json"]);

        file.Update(progress => progress.WithExercise("04-1", Monday));
        file.Update(progress => progress.WithGrading("small", [Graded(2, points: 1.5, size: 900)], Monday.AddDays(1)));

        var read = file.Read();
        Assert.That(read.Exercises, Is.EqualTo(new Dictionary<string, DateTimeOffset> { ["04-1"] = Monday }));
        var task = read.Labs["small"].Tasks[2];
        Assert.That((task.Title, task.Points, task.MaxPoints, task.BestPoints, task.GradedAt), Is.EqualTo(("task 2", 1.5, 4.0, 1.5, Monday.AddDays(1))));
        Assert.That(task.Figures["size"], Is.EqualTo(new[] { new BestFigure(900, "bytes", Monday.AddDays(1)) }));
        Assert.That((read.Labs["small"].Points, read.Labs["small"].GradedAt), Is.EqualTo((1.5, Monday.AddDays(1))));
        Assert.That(File.ReadAllText(file.Path), Does.Contain("\"version\": 1"));
        Assert.That(Directory.GetFiles(folder["a/b"], "*.part"), Is.Empty);
    }

    [Test]
    public void The_form_of_the_file_is_the_documented_one()
    {
        using var folder = new TemporaryFolder();
        var file = new ProgressFile(folder.Write("progress.json", """
            {
              "version": 1,
              "labs": { "small": { "tasks": { "2": {
                "title": "task 2", "points": 1, "maxPoints": 4, "bestPoints": 3.5, "gradedAt": "2026-11-30T08:00:00+00:00",
                "figures": { "size": [ { "value": 900, "unit": "bytes", "at": "2026-11-30T08:00:00+00:00" } ] } } } } },
              "exercises": { "04-1": "2026-11-30T08:00:00+00:00" }
            }
            """));

        var read = file.Read();

        Assert.That(read.Labs["small"].Tasks[2].BestPoints, Is.EqualTo(3.5));
        Assert.That(read.Labs["small"].Tasks[2].Figures["size"][^1].Value, Is.EqualTo(900));
        Assert.That(read.Exercises["04-1"], Is.EqualTo(Monday));
    }

    [TestCase("""{"version": 2, "labs": {}, "exercises": {}}""", "has version 2; this program reads version 1")]
    [TestCase("""{"version": 0, "labs": {}, "exercises": {}}""", "has version 0")]
    [TestCase("""{"version": 99999999999, "new": true}""", "has version 99999999999")]
    [TestCase("""{"labs": {}}""", "it has no version")]
    [TestCase("""{"version": "1"}""", "it has no version")]
    [TestCase("[]", "it has no version")]
    [TestCase("{\n\"version\": 1,\n!", "line 3")]
    [TestCase("""{"version": 1}""", "is not a progress file")]
    [TestCase("""{"version": 1, "labs": null, "exercises": {}}""", "is not a progress file")]
    [TestCase("""{"version": 1, "labs": {"small": null}, "exercises": {}}""", "is not a progress file")]
    [TestCase("""{"version": 1, "labs": {}, "exercises": {}, "badges": []}""", "is not a progress file")]
    [TestCase("""{"version": 1, "labs": {}, "exercises": {"04-1": "soon"}}""", "is not a progress file")]
    public void A_file_that_this_version_cannot_read_is_refused_in_one_line_and_kept(string content, string reason)
    {
        using var folder = new TemporaryFolder();
        var file = new ProgressFile(folder.Write("progress.json", content));

        var refusals = new[]
        {
            Assert.Throws<FrugalException>(() => file.Read())!,
            Assert.Throws<FrugalException>(() => file.Update(progress => progress.WithExercise("04-1", Monday)))!,
        };

        Assert.That(refusals.Select(refusal => refusal.Message), Has.All.Contains(file.Path).And.All.Contains(reason).And.All.Contains("FRUGAL_PROGRESS").And.None.Contains("\n"));
        Assert.That(File.ReadAllText(file.Path), Is.EqualTo(content));
    }

    [TestCase("folder", "a folder")]
    [TestCase("pipe", "a pipe", ExcludePlatform = "Win")]
    public void What_is_not_a_file_is_refused(string name, string kind)
    {
        using var folder = new TemporaryFolder();
        if (name == "pipe")
        {
            NamedPipe.Make(folder[name]);
        }
        else
        {
            Directory.CreateDirectory(folder[name]);
        }

        var file = new ProgressFile(folder[name]);

        Assert.That(() => file.Read(), Throws.TypeOf<FrugalException>().With.Message.Contains($"is {kind}"));
        Assert.That(() => file.Update(progress => progress), Throws.TypeOf<FrugalException>().With.Message.Contains($"is {kind}"));
        Assert.That(File.Exists(folder[name] + ".lock"), Is.False);
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = new ProgressFile(Path.Combine(folder.Write("file", ""), "progress.json"));

        Assert.That(() => file.Update(progress => progress.WithExercise("04-1", Monday)), Throws.TypeOf<FrugalException>().With.Message.Contains("cannot be written"));
    }

    [Test]
    public async Task Writers_that_write_at_once_lose_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder["progress.json"];
        const int writers = 6, each = 10;

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                new ProgressFile(path) { LongestWait = Patience.Longest(TimeSpan.FromSeconds(10)) }.Update(progress => progress.WithExercise($"{writer:00}-{i + 1}", Monday));
            }
        })));

        Assert.That(new ProgressFile(path).Read().Exercises, Has.Count.EqualTo(writers * each));
    }

    [Test]
    public void A_writer_that_waits_too_long_says_so_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var file = new ProgressFile(folder["progress.json"]) { LongestWait = TimeSpan.FromMilliseconds(50) };
        using (new FileStream(file.Path + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.That(() => file.Update(progress => progress.WithExercise("04-1", Monday)), Throws.TypeOf<FrugalException>().With.Message.Contains("being written by another program"));
            Assert.That(File.Exists(file.Path), Is.False);
        }

        Assert.That(file.Update(progress => progress.WithExercise("04-1", Monday)).Exercises, Has.Count.EqualTo(1), "a lock that its owner left behind holds nobody up");
    }

    [Test]
    public void A_change_that_changes_nothing_does_not_touch_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = new ProgressFile(folder["progress.json"]);
        file.Update(progress => progress.WithExercise("04-1", Monday));
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file.Path, time);

        file.Update(progress => progress.WithExercise("04-1", Monday.AddDays(1)));

        Assert.That(File.GetLastWriteTimeUtc(file.Path), Is.EqualTo(time));
    }

    [Test]
    public void The_users_file_is_that_of_the_variable_or_lies_with_the_data_of_applications()
    {
        using var folder = new TemporaryFolder();

        Assert.That(ProgressFile.Of(folder["mine.json"], folder.Path).Path, Is.EqualTo(folder["mine.json"]));
        Assert.That(ProgressFile.Of("", folder.Path).Path, Is.EqualTo(Path.Combine(folder.Path, "frugal", "progress.json")));
        Assert.That(() => ProgressFile.Of("mine.json", folder.Path), Throws.TypeOf<FrugalException>().With.Message.Contains("'mine.json'").And.Message.Contains("absolute path"));
        Assert.That(() => ProgressFile.Of(null, ""), Throws.TypeOf<FrugalException>().With.Message.Contains("FRUGAL_PROGRESS"));
    }

    private static GradedTask Graded(int number, double points, double size) => new()
    {
        Number = number, Title = $"task {number}", Points = points, MaxPoints = 4,
        Figures = new Dictionary<string, GradedFigure> { ["size"] = new(size, "bytes", HigherIsBetter: false) },
    };
}
