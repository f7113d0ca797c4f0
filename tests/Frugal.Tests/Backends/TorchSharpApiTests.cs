using TorchSharp;

namespace Frugal.Tests.Backends;

/// <summary>The system backend has nothing but what TorchSharp 0.107 has, under the same signatures.</summary>
public class TorchSharpApiTests
{
    private static readonly string[] Snapshot = File.ReadAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Backends", "torchsharp.api.txt"));

    [Test]
    public void Every_member_of_the_snapshot_is_there()
    {
        var members = PublicApi.Of(typeof(torch).Assembly);

        Assert.That(Snapshot.Except(members), Is.Empty);
    }

    [Test]
    public void The_system_backend_has_no_public_member_outside_the_snapshot()
    {
        var assembly = typeof(torch).Assembly;
        bool isSystem = assembly.GetType("TorchSharp.Native.Library") is not null;

        // The package has more than the snapshot, and less would fail above.
        var extra = PublicApi.Of(assembly).Except(Snapshot).ToList();

        Assert.That(extra, isSystem ? Is.Empty : Is.Not.Empty);
    }
}
