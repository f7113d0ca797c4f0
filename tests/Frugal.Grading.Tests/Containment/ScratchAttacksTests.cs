using Frugal.Containment;
using Frugal.Grading.Budgets;
using Frugal.Grading.Containment;
using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Tests.Containment;

/// <summary>What a submission puts where the grader reads and writes.</summary>
[Platform("Linux"), Parallelizable, TakesTurns]
[Category("Long")]
public class ScratchAttacksTests
{
    private static readonly ByteSize Most = new(1000);
    private readonly TemporaryFolder outside = new();
    private Scratch scratch = null!;
    private StudentProcess student = null!;
    private string secret = "";

    [SetUp]
    public void Start()
    {
        secret = outside.Write("answer", "secret");
        scratch = new Scratch();
        student = StudentProcess.Start(new Limits { Time = Patience.Longest(TimeSpan.FromSeconds(30)) }, scratch);
    }

    [TearDown]
    public void End()
    {
        student.Dispose();
        scratch.Dispose();
        Assert.That(Directory.Exists(scratch.Folder), Is.False);
        Assert.That(File.ReadAllText(secret), Is.EqualTo("secret"));
        Assert.That(Directory.GetFiles(outside.Path), Has.Length.EqualTo(1), "nothing is written outside");
    }

    [OneTimeTearDown]
    public void RemoveOutside() => outside.Dispose();

    /// <summary>Links, pipes, sockets and folders in the place of a file, and links in the place of a folder.</summary>
    [Test]
    public void What_is_not_a_plain_file_is_not_read()
    {
        Run("Oddities", $"odd {secret}");

        foreach (var name in new[] { "odd-link", "odd-dangling", "odd-linked/answer", "odd-folder", "odd-pipe", "odd-a/b/answer" })
        {
            Assert.That(Assert.Throws<StudentFailure>(() => scratch.Read(name, Most), name)!.Cause, Is.EqualTo(Attacks.Of("Disks.Oddities").Cause), name);
            Assert.That(() => ShippedModel.Take(scratch[name]), Throws.TypeOf<GradingException>(), name);
        }
    }

    [Test]
    public void Nothing_is_written_over_a_link()
    {
        Run("Oddities", $"odd {secret}");

        scratch.Write("odd-link", "changed"u8);
        scratch.Write("odd-pipe", "changed"u8);
        foreach (var name in new[] { "odd-linked/answer", "odd-linked/new", "odd-a/b/new", "missing/new", "odd-pipe/new" })
        {
            Assert.That(() => scratch.Write(name, "changed"u8), Throws.TypeOf<StudentFailure>(), name);
        }

        Assert.That(scratch.Read("odd-link", Most), Is.EqualTo("changed"u8.ToArray()));
    }

    /// <summary>A file and a folder that are links at one moment and are not at the next.</summary>
    [Test]
    public void A_link_that_comes_between_the_look_and_the_reading_is_not_followed()
    {
        Run("Swap", secret);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 2000; i++)
        {
            foreach (var name in new[] { "answer", "folder/answer" })
            {
                using var file = PlainFile.OpenBelow(scratch.Folder, name);
                if (file is null)
                {
                    refused++;
                    continue;
                }

                read++;
                Assert.That(new StreamReader(file).ReadToEnd(), Is.EqualTo("mine"));
            }

            PlainFile.MoveBelow(outside.Write("mine", "mine"), scratch.Folder, "folder/answer");
            File.Delete(outside["mine"]);
        }

        Assert.That((read, refused), Is.EqualTo((4000 - refused, refused)).And.Matches<(int Read, int Refused)>(both => both is { Read: > 0, Refused: > 0 }), "both were met");
    }

    [TestCase("/tmp")]
    [TestCase("/dev/shm")]
    public void Small_folders_in_memory_are_full_soon(string folder)
    {
        NeedsSandbox.OrSkip();

        Assert.That(Assert.Throws<StudentFailure>(() => Run("Fill", folder))!.Cause, Is.EqualTo(Attacks.Of("Disks.Fill").Cause));
    }

    private void Run(string method, string about) => student.Call(Probes.Run, new Submission("Disks", method, about));
}
