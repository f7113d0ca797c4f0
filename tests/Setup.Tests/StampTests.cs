using Frugal.Setup;
using Frugal.Setup.Building;

namespace Setup.Tests;

public class StampTests
{
    private Repository repository = new("");

    [SetUp]
    public void CreateFolder() => repository = new Repository(Directory.CreateTempSubdirectory("frugal-stamp-").FullName);

    [TearDown]
    public void DeleteFolder() => Directory.Delete(repository.Root, recursive: true);

    [Test]
    public void A_stamp_holds_for_the_key_that_it_was_written_with_alone()
    {
        var stamp = new Stamp(repository, "build");

        stamp.Write("key");

        Assert.That(stamp.Holds("key"), Is.True);
        Assert.That(stamp.Holds("another"), Is.False);
    }

    [Test]
    public void A_cleared_stamp_holds_for_nothing_and_can_be_cleared_again()
    {
        var stamp = new Stamp(repository, "build");
        stamp.Write("key");

        stamp.Clear();
        stamp.Clear();

        Assert.That(stamp.Holds("key"), Is.False);
    }

    [Test]
    public async Task A_second_set_up_waits_until_the_first_lets_go()
    {
        var first = SetupLock.Take(repository, TextWriter.Null);
        using var announced = new StringWriter();
        var second = Task.Run(() => SetupLock.Take(repository, announced));

        await Patience.For(TimeSpan.FromSeconds(5)).UntilAsync(() => announced.ToString().Contains("waiting", StringComparison.Ordinal), "the second set-up's word that it waits");
        Assert.That(second.IsCompleted, Is.False);
        first.Dispose();
        (await Patience.For(TimeSpan.FromSeconds(20)).WaitAsync(second, "the second set-up")).Dispose();
    }
}
