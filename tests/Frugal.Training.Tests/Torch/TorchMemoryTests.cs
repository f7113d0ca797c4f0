using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Training.Tests.Torch;

/// <summary>Who owns a tensor, and that nothing is left behind.</summary>
[NonParallelizable]   // measures the memory of the process
[Category("Machine")]
public class TorchMemoryTests
{
    // The collector's own heap and compiled code may still grow by some megabytes between the two readings;
    // one leaked activation (32 x 64 floats) a step would add 64 MB.
    private const long Tolerance = 16L << 20;

    /// <summary>Whichever of the two assemblies was loaded first. Linux with glibc alone.</summary>
    [Test, Platform("Linux")]
    public void The_allocator_keeps_the_pages_of_activations()
    {
        using var network = new Frugal.Architectures.ResNet();

        Assert.That(Frugal.Engines.TorchMemory.IsSetUp, Is.True);
    }

    [Test]
    public void Ten_thousand_training_steps_leave_memory_flat()
    {
        manual_seed(1);
        using var model = Sequential(("hidden", Linear(16, 64)), ("norm", BatchNorm1d(64)), ("activation", ReLU()), ("head", Linear(64, 4)));
        using var optimizer = optim.AdamW(model.parameters(), 1e-3);
        using var loss = CrossEntropyLoss();
        using var input = randn(32, 16);
        using var target = randint(4, 32);
        long early = 0, live = 0;

        for (int step = 0; step < 10_000; step++)
        {
            using (var scope = NewDisposeScope())
            {
                optimizer.zero_grad();
                loss.call(model.call(input), target).backward();
                optimizer.step();
            }
            if (step == 2_000)
                (early, live) = (ResidentBytes(), Tensor.TotalCount);
        }

        Assert.That(Tensor.TotalCount, Is.EqualTo(live));
        Assert.That(ResidentBytes() - early, Is.LessThan(Tolerance));
    }

    [Test]
    public void A_scope_disposes_of_what_was_made_in_it_and_not_moved_out()
    {
        Tensor inner, moved, kept;
        using (var outer = NewDisposeScope())
        {
            using (var scope = NewDisposeScope())
            {
                (inner, moved, kept) = (ones(1), ones(1).MoveToOuterDisposeScope(), ones(1).DetachFromDisposeScope());
                Assert.That(scope.DisposablesCount, Is.EqualTo(1));
                Assert.That(outer.Contains(moved));
            }

            Assert.That((inner.IsInvalid, moved.IsInvalid, kept.IsInvalid), Is.EqualTo((true, false, false)));
        }

        Assert.That((moved.IsInvalid, kept.IsInvalid), Is.EqualTo((true, false)));
        kept.Dispose();
    }

    [Test]
    public void A_modules_weights_outlive_the_scope_in_which_they_were_made()
    {
        TorchSharp.Modules.Linear linear;
        using (NewDisposeScope())
            linear = Linear(2, 3);

        Assert.That(linear.weight.IsInvalid, Is.False);
        linear.Dispose();
        Assert.That(linear.parameters(), Is.Empty);
    }

    [Test]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();

        var thread = new Thread(() => ones(4).Dispose());
        thread.Start();
        thread.Join();

        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    [Test]
    public void What_nobody_disposes_of_the_collector_frees()
    {
        long before = Tensor.TotalCount;

        Abandon();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.That(Tensor.TotalCount, Is.LessThanOrEqualTo(before));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Abandon()
    {
        for (int i = 0; i < 100; i++)
            _ = ones(10);
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
