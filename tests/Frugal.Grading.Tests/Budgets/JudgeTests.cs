using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Tests.Budgets;

[Category("Machine")]
public class JudgeTests
{
    [Test, SizeBudget("1 KB")]
    public void What_is_larger_than_its_budget_is_too_large()
    {
        using var folder = new TemporaryFolder();

        Assert.That(Judge.Size(folder.Write("small.bin", new byte[1000])).Bytes, Is.EqualTo(1000));
        Fails(() => Judge.Size(folder.Write("large.bin", new byte[1001])), Cause.TooLarge, "1.00 KB have to be shipped");
        Fails(() => Judge.Size(folder["none.bin"]), Cause.WrongAnswer, "no such file");
    }

    [Test, RamBudget("60 MB")]
    public void Anonymous_memory_counts_and_file_backed_memory_does_not()
    {
        Assert.That(() => Judge.Ram(new MemorySnapshot(ByteSize.Parse("60 MB"), ByteSize.Parse("1 GB"))), Throws.Nothing);
        Fails(() => Judge.Ram(new MemorySnapshot(ByteSize.Parse("61 MB"), ByteSize.Parse("0 B"))), Cause.TooMuchMemory, "61 MB of anonymous memory, 60 MB are allowed");
    }

    [Test, RamBudget("8 MB")]
    public void A_models_memory_is_measured_in_a_process_of_its_own()
    {
        // given 16 KB of weights, and 32 MB
        var small = new TestGraph().Input("x", 1, 2000).Weight<float>("w", 2000, 2).Node("MatMul", "x w", "y").Output("y").Save("small.onnx");
        var large = new TestGraph().Input("x", 1, 2000).Weight<float>("w", 2000, 4000).Node("MatMul", "x w", "y").Output("y").Save("large.onnx");

        Assert.That(Judge.Ram(small).Anonymous, Is.LessThan(ByteSize.Parse("8 MB")));
        Fails(() => Judge.Ram(large), Cause.TooMuchMemory, "8 MB are allowed");
    }

    [Test, AccuracyFloor(0.85)]
    public void Accuracy_is_below_the_floor_only_beyond_the_luck_of_the_draw()
    {
        Assert.That(() => Judge.Accuracy(82, 100), Throws.Nothing);
        Fails(() => Judge.Accuracy(820, 2000), Cause.TooInaccurate, "41.0% right of 2000 unseen pictures; 85.0% are asked");
    }

    [Test, LatencyBudget(AtLeast = 2, FasterThan = "the plain scan")]
    public void A_scan_that_is_slower_than_the_plain_one_is_too_slow()
    {
        Fails(() => Judge.SpeedUp(Scan(8, 1)), Cause.TooSlow, "as fast as the plain scan");
        Assert.That(Judge.SpeedUp(Scan(1, 16)).Interval.Median, Is.GreaterThan(2));

        // given sides that do the same work some times over
        static TimedCalls<int, double> Scan(int mine, int theirs) => new()
        {
            Batch = size => size,
            Subject = size => Enumerable.Range(0, mine).Sum(_ => Work(size)) / mine,
            Reference = size => Enumerable.Range(0, theirs).Sum(_ => Work(size)) / theirs,
            Check = (_, mine, theirs) => Assert.That(mine, Is.EqualTo(theirs).Within(1e-6 * Math.Abs(theirs))),
        };

        static double Work(int size)
        {
            var sum = 0.0;
            for (var i = 1; i <= size; i++)
            {
                sum += Math.Sqrt(i);
            }

            return sum;
        }
    }

    private static void Fails<T>(Func<T> judge, Cause cause, string why)
    {
        var failure = Assert.Throws<GradingException>(() => judge());
        Assert.That(failure!.Cause, Is.EqualTo(cause), failure.Message);
        Assert.That(failure.Message, Does.Contain(why).And.Not.Contain("\n"));
    }
}
