using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Engines;

public class OptimizationsTests
{
    private static readonly byte[] Attribute = [8, 1, 0, 2, 0, 0, 0, 0, 0];

    [Test]
    public void The_attribute_disables_optimisation_and_keeps_its_other_flags()
    {
        byte[] assembly = [8, 1, 8, .. Attribute, 7];

        Assert.That(Optimizations.Disable(assembly), Is.True);

        Assert.That(assembly, Is.EqualTo(new byte[] { 8, 1, 8, 8, 1, 0, 3, 1, 0, 0, 0, 0, 7 }));
    }

    [Test]
    public void An_assembly_without_the_attribute_or_with_two_candidates_stays_as_it_is()
    {
        byte[] none = [8, 1, 0, 3, 0, 0, 0, 0, 0], cut = Attribute[..^1], two = [.. Attribute, .. Attribute];

        foreach (var assembly in new[] { none, cut, two, [] })
        {
            var before = assembly.ToArray();
            Assert.That(Optimizations.Disable(assembly), Is.False);
            Assert.That(assembly, Is.EqualTo(before));
        }
    }

    [Test]
    public void The_tests_run_with_an_unoptimised_TorchSharp() => Assert.That(
        typeof(Tensor).Assembly.GetCustomAttribute<DebuggableAttribute>()!.DebuggingFlags,
        Is.EqualTo(DebuggableAttribute.DebuggingModes.Default | DebuggableAttribute.DebuggingModes.IgnoreSymbolStoreSequencePoints | DebuggableAttribute.DebuggingModes.DisableOptimizations));

    /// <summary>With the package's own TorchSharp.dll some of these calls fail ("Expected false to be true") or use a freed number.</summary>
    [Test]
    [Category("Slow")]
    public void A_number_in_an_operation_survives_garbage_collections_during_the_call()
    {
        const int Collections = 40000;
        using var sum = zeros(1, dtype: ScalarType.Int64);
        long calls = 0;
        var collector = new Thread(() =>
        {
            for (var collection = 0; collection < Collections; collection++)
            {
                GC.Collect(0);
                Thread.SpinWait(2000);   // or the calls never get a turn
            }
        });

        collector.Start();
        try
        {
            for (; collector.IsAlive; calls++)
            {
                AddOne(sum);
            }
        }
        finally
        {
            collector.Join();
        }

        Assert.That(sum.item<long>(), Is.EqualTo(calls));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // an unoptimised caller would hide the fault
    private static void AddOne(Tensor sum) => sum.add_(1);
}
