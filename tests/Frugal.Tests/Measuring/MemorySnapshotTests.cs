using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class MemorySnapshotTests
{
    private const string Rollup = """
        555a9f769000-7ffc1bde7000 ---p 00000000 00:00 0                          [rollup]
        Rss:               61676 kB
        Pss:               40287 kB
        Pss_Dirty:         20112 kB
        Pss_Anon:          20100 kB
        Pss_File:          20175 kB
        Pss_Shmem:            12 kB
        Shared_Clean:      21524 kB
        Anonymous:         20108 kB
        AnonHugePages:      2048 kB
        """;

    [Test]
    public void The_proportional_shares_are_read_in_kibibytes()
    {
        var memory = Parse(Rollup);

        Assert.That(memory, Is.EqualTo(new MemorySnapshot(new ByteSize(20_100 * 1024), new ByteSize(20_175 * 1024))));
    }

    [Test]
    public void A_kernel_without_them_gives_anonymous_and_the_rest()
    {
        var old = string.Join('\n', Rollup.Split('\n').Where(line => !line.StartsWith("Pss_", StringComparison.Ordinal)));

        Assert.That(Parse(old), Is.EqualTo(new MemorySnapshot(new ByteSize(20_108 * 1024), new ByteSize((40_287 - 20_108) * 1024))));
    }

    [Test]
    public void Another_text_is_refused() => Assert.Throws<FormatException>(() => Parse("Rss: 12 kB\n"));

    [Test]
    public void Peaks_are_kept_and_baselines_taken_off_kind_by_kind()
    {
        var (one, other) = (new MemorySnapshot(new(10), new(3)), new MemorySnapshot(new(7), new(9)));

        Assert.Multiple(() =>
        {
            Assert.That(one.Max(other), Is.EqualTo(new MemorySnapshot(new(10), new(9))));
            Assert.That(one.Above(other), Is.EqualTo(new MemorySnapshot(new(3), new(0))));
        });
    }

    [Test]
    public void This_process_sees_what_it_allocates_as_anonymous_memory()
    {
        using var sampler = new MemorySampler();
        var before = sampler.Restart();

        var block = new byte[64 << 20];
        Array.Fill(block, (byte)1);                      // touched: untouched pages are not resident
        var peak = sampler.Peak();

        GC.KeepAlive(block);
        Assert.That(peak.Above(before).Anonymous.Bytes, Is.GreaterThan(60L << 20));
    }

    private static MemorySnapshot Parse(string text) => MemorySnapshot.ParseSmapsRollup(System.Text.Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\n")));
}
