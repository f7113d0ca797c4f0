using System.Diagnostics;
using System.Runtime.InteropServices;
using Frugal.Data;
using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;
using Frugal.Training;

namespace Frugal.Benchmarks;

/// <summary>
/// How often fair timing is wrong. A lab asks for an int8 model that is 2.8 times as fast as the fp32 one. The solution is clothing-resnet in int8;
/// the too slow variant is the same file run twice a photo (on the photo and on its mirror image, the logits' mean), half the speed-up.
/// Both are graded again and again, by turns, while another process loads the very core that is measured on.
/// </summary>
internal static class Gradings
{
    public const string Thief = "thief";

    private const string Model = "clothing-resnet";
    private static readonly SpeedGate Gate = SpeedGate.Asking(2.8);

    /// <summary>Makes <paramref name="count"/> gradings of each; a signal to end ends it early, with the figures so far.</summary>
    public static object Measure(int count)
    {
        var ended = false;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        void End(PosixSignalContext signal) => signal.Cancel = ended = true;

        var folder = Directory.CreateTempSubdirectory("frugal-bench-").FullName;
        try
        {
            string[] models = [Path.Combine(folder, "fp32.onnx"), Path.Combine(folder, "int8.onnx"), Path.Combine(folder, "twice.onnx")];
            Save(models);
            var cpu = CpuAffinity.Choose(1)[0];
            using var thief = StartThief(cpu);
            var (solution, slow) = (new List<Graded>(), new List<Graded>());
            for (var i = 0; i < count && !ended; i++)
            {
                solution.Add(Grade(models[1], models[0], i));
                slow.Add(Grade(models[2], models[0], i));
                Console.Error.WriteLine($"{i + 1} of {count}: {solution[i].SpeedUp.Verdict} {solution[i].SpeedUp}; {slow[i].SpeedUp.Verdict} {slow[i].SpeedUp}");
            }

            thief.StandardInput.Close();
            return new
            {
                asked = Gate.Healthy,
                gate = Math.Round(Gate.Ratio, 3),
                clock = ThreadCpuClock.Instance is null ? "wall" : "processor time of the measuring thread",
                other_process_on_processor = cpu,
                solution = Summary(solution, Verdict.Passed),
                too_slow = Summary(slow, Verdict.Failed),
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Keeps a processor busy until standard input ends.</summary>
    public static void Steal(int cpu)
    {
        var thread = new Thread(() => CpuAffinity.RunPinned<object?>(cpu, () =>
        {
            for (var x = 1.0; ; x = Math.Sqrt(x + 1))
            {
            }
        }))
        { IsBackground = true };
        thread.Start();
        Console.In.ReadToEnd();
    }

    private sealed record Graded(SpeedUp SpeedUp, double Seconds);

    private static Graded Grade(string subject, string reference, int seed)
    {
        var start = Stopwatch.GetTimestamp();
        var reply = new MeasuringProcess().Ask(new MeasuringRequest
        {
            Subject = subject,
            Reference = reference,
            Seed = seed,
            Gate = Gate,
            Timing = new FairTimingOptions { Seed = seed },
        });
        return new Graded(reply.SpeedUp!, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static object Summary(List<Graded> gradings, Verdict right)
    {
        var speedUps = gradings.Select(graded => graded.SpeedUp.Interval.Median).ToArray();
        return new
        {
            gradings = gradings.Count,
            wrong = gradings.Count(graded => graded.SpeedUp.Verdict != right && graded.SpeedUp.Verdict != Verdict.Inconclusive),
            inconclusive = gradings.Count(graded => graded.SpeedUp.Verdict == Verdict.Inconclusive),
            measured_again = gradings.Count(graded => graded.SpeedUp.Measurements > 1),
            speed_up = new { median = Rounded(Quantile.Median(speedUps)), lowest = Rounded(speedUps.Min()), highest = Rounded(speedUps.Max()) },
            subject_ms = Rounded(Quantile.Median(gradings.Select(graded => graded.SpeedUp.Milliseconds))),
            reference_ms = Rounded(Quantile.Median(gradings.Select(graded => graded.SpeedUp.ReferenceMilliseconds))),
            seconds = new { median = Rounded(Quantile.Median(gradings.Select(graded => graded.Seconds))), highest = Rounded(gradings.Max(graded => graded.Seconds)) },
        };
    }

    private static double Rounded(double value) => Math.Round(value, 3);

    private static void Save(string[] paths)
    {
        var fp32 = ModelLibrary.Default().ToOnnx(Model);
        FoldBatchNorm.Apply(fp32);
        var data = Datasets.Open("clothing-small", options: new DatasetOptions { AllowStandIn = true });
        var int8 = StaticQuantizer.Quantize(fp32, CalibrationPictures.Read(fp32, data)).Model;
        fp32.Save(paths[0]);
        int8.Save(paths[1]);
        MirrorAverage.Of(int8).Save(paths[2]);
    }

    private static Process StartThief(int cpu) => Process.Start(
        new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Frugal.Benchmarks"), [Thief, $"{cpu}"]) { RedirectStandardInput = true })!;
}
