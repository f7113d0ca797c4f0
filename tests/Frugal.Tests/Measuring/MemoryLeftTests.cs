using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class MemoryLeftTests
{
    private const string Info = "MemTotal:       24117248 kB\nMemFree:         1000000 kB\nMemAvailable:    2000000 kB\n";
    private static readonly MemoryLeft Machine = new(new ByteSize(2_000_000L << 10), "this machine");

    [Test]
    public void Without_limits_it_is_what_the_machine_has_available()
    {
        using var system = new Fake("0::/\n");
        system.Write("groups/memory.max", "max\n");
        system.Write("groups/memory.current", "5000\n");

        Assert.That(system.Read(), Is.EqualTo(Machine));
    }

    [Test]
    public void The_tightest_group_on_the_way_to_the_root_decides_and_its_file_caches_count_as_left()
    {
        using var system = new Fake("0::/a/b/c\n");
        system.Group("groups/a/b/c", "max", 1_000, "");
        system.Group("groups/a/b", 1_000_000, 900_000, "anon 500000\nfile 400000\ninactive_file 100000\nactive_file 200000\nslab_reclaimable 10000\n");
        system.Group("groups/a", 5_000_000, 1_000_000, "");

        Assert.That(system.Read(), Is.EqualTo(new MemoryLeft(new ByteSize(410_000), "control group /a/b")));
    }

    [Test]
    public void An_exceeded_limit_leaves_nothing()
    {
        using var system = new Fake("0::/a\n");
        system.Group("groups/a", 1_000, 1_500, "");

        Assert.That(system.Read(), Is.EqualTo(new MemoryLeft(new ByteSize(0), "control group /a")));
    }

    [Test]
    public void A_group_of_version_1_is_read_and_in_a_container_its_root()
    {
        using var system = new Fake("9:name=systemd:/x\n4:memory:/docker/1f\n0::/\n");
        system.Write("groups/memory/memory.limit_in_bytes", "1000000\n");
        system.Write("groups/memory/memory.usage_in_bytes", "800000\n");
        system.Write("groups/memory/memory.stat", "cache 5\ninactive_file 1\ntotal_inactive_file 50000\ntotal_active_file 25000\n");

        Assert.That(system.Read(), Is.EqualTo(new MemoryLeft(new ByteSize(275_000), "control group /")));
    }

    [Test]
    public void A_group_of_version_1_without_limit_and_damaged_files_are_passed_over()
    {
        using var system = new Fake("4:cpu,memory:/a\nnonsense\n0::/a\n");
        system.Write("groups/memory/a/memory.limit_in_bytes", "9223372036854771712\n");
        system.Write("groups/memory/a/memory.usage_in_bytes", "800000\n");
        system.Group("groups/a", "many", 3, "x\n\n");

        Assert.That(system.Read(), Is.EqualTo(Machine));
    }

    [Test]
    public void Where_nothing_is_known_there_is_no_answer()
    {
        using var folder = new TemporaryFolder();

        Assert.That(MemoryLeft.Read(folder.Path, folder.Path), Is.Null);
    }

    [Test]
    public void This_machine_has_some_left()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.That(MemoryLeft.Now(), Is.Null);
            return;
        }

        Assert.That(MemoryLeft.Now()!.Size.Bytes, Is.GreaterThan(0));
    }

    /// <summary>Folders in the place of /proc and /sys/fs/cgroup.</summary>
    private sealed class Fake : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Fake(string groups)
        {
            Write("proc/meminfo", Info);
            Write("proc/self/cgroup", groups);
        }

        public MemoryLeft? Read() => MemoryLeft.Read(folder["proc"], folder["groups"]);

        public void Write(string file, string text) => folder.Write(file, text);

        public void Group(string name, object most, long used, string statistics)
        {
            Write($"{name}/memory.max", $"{most}\n");
            Write($"{name}/memory.current", $"{used}\n");
            Write($"{name}/memory.stat", statistics);
        }

        public void Dispose() => folder.Dispose();
    }
}
