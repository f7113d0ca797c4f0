using System.Collections.Immutable;
using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class ModelRunOptionsTests
{
    [TestCase(0)]
    [TestCase(2000)]
    public void Threads_outside_their_range_are_refused(int threads)
    {
        var failure = Assert.Throws<FrugalException>(() => _ = new ModelRunOptions { Threads = threads });

        Assert.That(failure.Message, Is.EqualTo($"Threads is {threads}. Allowed: 1 to 1024."));
    }

    public static ImmutableSortedDictionary<string, int> Dimensions(params (string Name, int Size)[] sizes) =>
        sizes.ToImmutableSortedDictionary(size => size.Name, size => size.Size, StringComparer.Ordinal);
}
