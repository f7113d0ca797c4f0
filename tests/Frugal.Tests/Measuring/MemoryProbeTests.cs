using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

[Category("Machine")]
public class MemoryProbeTests
{
    [Test]
    public async Task A_child_tells_what_the_weights_of_a_model_take()
    {
        // given 16 MB of weights beside 16 KB
        var large = await MeasureAsync(2000);
        var small = await MeasureAsync(2);

        Assert.Multiple(() =>
        {
            Assert.That(large.Model.Anonymous.Bytes - small.Model.Anonymous.Bytes, Is.InRange(12_000_000, 100_000_000));
            Assert.That(small.Model.Anonymous.Bytes, Is.LessThan(8_000_000));
            Assert.That(large.Runtime.Anonymous.Bytes, Is.GreaterThan(2_000_000));
            Assert.That(large.Load.Value, Is.Positive);
        });

        static Task<MemoryUse> MeasureAsync(int width)
        {
            var path = new TestGraph().Input("x", 1, 2000).Weight<float>("w", 2000, width).Node("MatMul", "x w", "y").Output("y").Save($"{width}.onnx");
            return (MemoryProgram.Probe with { Runs = 1 }).MeasureAsync(path, new ModelRunOptions());
        }
    }

    [Test]
    public async Task What_the_child_cannot_run_is_told_in_its_own_words()
    {
        var path = new TestGraph().Input("x", 1, 4).Node("Konv", "x", "y").Output("y").Save();

        var failure = await Assert.ThrowsAsync<FrugalException>(() => MemoryProgram.Probe.MeasureAsync(path, new ModelRunOptions()));

        Assert.That(failure!.Message, Does.StartWith($"{path}: ONNX Runtime cannot load it"));
    }

    [Test]
    public async Task A_child_that_takes_too_long_is_ended()
    {
        var path = TestGraph.Convolution().Save();

        var failure = await Assert.ThrowsAsync<FrugalException>(
            () => (MemoryProgram.Probe with { Timeout = TimeSpan.FromMilliseconds(1) }).MeasureAsync(path, new ModelRunOptions()));

        Assert.That(failure!.Message, Does.StartWith($"{path}: loading and running it").And.Contain("was ended"));
    }

    [Test]
    public async Task A_child_that_dies_is_told_with_its_exit_code()
    {
        var path = TestGraph.Convolution().Save();
        var probe = MemoryProgram.Probe;

        var failure = await Assert.ThrowsAsync<FrugalException>(
            () => (probe with { Program = [probe.Program[0], Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-such-program.dll")] }).MeasureAsync(path, new ModelRunOptions()));

        Assert.That(failure!.Message, Does.StartWith($"{path}: the process that loads and runs it crashed (exit code").And.Not.Contain("\n"));
    }

    [Test]
    public void The_childs_line_is_read_back_and_another_one_is_not()
    {
        var use = new MemoryUse(new(new(1), new(2)), new(new(3), new(4)), new Milliseconds(5.25), true);

        Assert.Multiple(() =>
        {
            Assert.That(MemoryChild.Read(MemoryChild.Write(use) + "\n"), Is.EqualTo(use));
            Assert.That(MemoryChild.Read("Hello"), Is.Null);
            Assert.That(MemoryChild.Read("1 2 3 x 5 True"), Is.Null);
        });
    }

    [Test]
    public void Several_runs_give_their_median_figure_by_figure()
    {
        static MemoryUse Use(long model, double load) => new(new(new(model), new(model)), default, new Milliseconds(load), true);

        var median = MemoryUse.Median([Use(5, 30), Use(1, 10), Use(3, 20)]);

        Assert.That(median, Is.EqualTo(Use(3, 20)));
    }
}
