using System.Diagnostics;
using System.Runtime.InteropServices;
using Frugal.Data;
using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Benchmarks;

/// <summary>
/// How often fair timing is wrong. A lab asks for an int8 model that is as fast as the grader's own, timed in the same rounds. The solution is clothing-resnet
/// in int8, calibrated otherwise than the grader's; the too slow variant leaves the second half of its convolutions in float32.
/// Both are graded again and again, by turns, while another process loads the very core that is measured on.
/// </summary>
internal static class Gradings
{
    public const string Thief = "thief";

    private const string Model = "clothing-resnet";
    private static readonly WorkedGate Gate = new(0.5);

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
            var models = new Models(folder);
            models.Save();
            var cpu = CpuAffinity.Choose(1)[0];
            using var thief = StartThief(cpu);
            var (solution, slow) = (new List<Graded>(), new List<Graded>());
            for (var i = 0; i < count && !ended; i++)
            {
                try
                {
                    var (right, wrong) = (Grade(models.Solution, models, i), Grade(models.HalfDone, models, i));
                    solution.Add(right);
                    slow.Add(wrong);
                }
                catch (GradingException) when (ended)
                {
                    break;   // Ctrl+C reaches the measuring process too: its pair is left out
                }

                Console.Error.WriteLine($"{i + 1} of {count}: {solution[i].SpeedUp.Verdict} {solution[i].SpeedUp}; {slow[i].SpeedUp.Verdict} {slow[i].SpeedUp}");
            }

            thief.StandardInput.Close();
            return new
            {
                undone = Gate.Undone,
                worked_speed_up = Rounded(Quantile.Median(solution.Select(graded => graded.SpeedUp.Worked!.Interval.Median))),
                gate = Rounded(Quantile.Median(solution.Select(graded => graded.SpeedUp.Worked!.Least))),
                waived = solution.Concat(slow).Count(graded => graded.SpeedUp.Worked!.Waived),
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

    private sealed record Models(string Folder)
    {
        public string Float32 { get; } = Path.Combine(Folder, "fp32.onnx");

        public string Worked { get; } = Path.Combine(Folder, "worked.onnx");

        public string Solution { get; } = Path.Combine(Folder, "solution.onnx");

        public string HalfDone { get; } = Path.Combine(Folder, "half.onnx");

        public void Save()
        {
            var fp32 = ModelLibrary.Default().Load(Model);
            FoldBatchNorm.Apply(fp32);
            var data = Datasets.Open("clothing-small", options: new DatasetOptions { AllowStandIn = true });
            string[] convolutions = [.. fp32.Proto.Graph.Node.Where(node => node.OpType == "Conv").Select(node => node.Output[0])];
            fp32.Save(Float32);
            Quantized(new QuantizationOptions()).Save(Worked);
            Quantized(new QuantizationOptions { Observer = ObserverKind.Percentile }).Save(Solution);
            Quantized(new QuantizationOptions { Exclude = convolutions.Skip(convolutions.Length / 2).ToHashSet() }).Save(HalfDone);

            OnnxModel Quantized(QuantizationOptions options) => StaticQuantizer.Quantize(fp32, CalibrationPictures.Read(fp32, data), options).Model;
        }
    }

    private static Graded Grade(string subject, Models models, int seed)
    {
        var start = Stopwatch.GetTimestamp();
        var reply = new MeasuringProcess().Ask(new MeasuringRequest
        {
            Subject = subject,
            Reference = models.Float32,
            Worked = models.Worked,
            Seed = seed,
            WorkedGate = Gate,
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
            share_of_worked = Spread([.. gradings.Select(graded => graded.SpeedUp.Interval.Median / graded.SpeedUp.Worked!.Interval.Median)]),
            speed_up = Spread(speedUps),
            subject_ms = Rounded(Quantile.Median(gradings.Select(graded => graded.SpeedUp.Milliseconds))),
            reference_ms = Rounded(Quantile.Median(gradings.Select(graded => graded.SpeedUp.ReferenceMilliseconds))),
            seconds = new { median = Rounded(Quantile.Median(gradings.Select(graded => graded.Seconds))), highest = Rounded(gradings.Max(graded => graded.Seconds)) },
        };
    }

    private static object Spread(double[] values) => new { median = Rounded(Quantile.Median(values)), lowest = Rounded(values.Min()), highest = Rounded(values.Max()) };

    private static double Rounded(double value) => Math.Round(value, 3);

    private static Process StartThief(int cpu) => Process.Start(
        new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Frugal.Benchmarks"), [Thief, $"{cpu}"]) { RedirectStandardInput = true })!;
}
