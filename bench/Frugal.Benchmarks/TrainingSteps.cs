using System.Diagnostics;
using System.Globalization;

namespace Frugal.Benchmarks;

/// <summary>Interleaved rounds of the same training step in several processes; ratios are medians of the rounds' ratios to this backend.</summary>
internal static class TrainingSteps
{
    private const string ReferenceBlas = "/usr/lib/x86_64-linux-gnu/blas";

    public static IReadOnlyList<object> Compare(int threads, int rounds, int stepsPerRound)
    {
        string self = Path.Combine(AppContext.BaseDirectory, "Frugal.Benchmarks");
        string script = Path.Combine(AppContext.BaseDirectory, "mnist_cnn.py");
        // What the backend sets for itself, Python gets from outside: the same kernels, the same allocator.
        var tuned = new Dictionary<string, string>
        {
            ["OPENBLAS_CORETYPE"] = "SkylakeX", ["MALLOC_MMAP_THRESHOLD_"] = "1073741824", ["MALLOC_TRIM_THRESHOLD_"] = "2147483647",
        };
        var setups = new List<Setup>
        {
            new("C#", self, ["worker", $"{threads}"], []),
            new("Python, set up the same way", "/usr/bin/python3", [script, $"{threads}"], tuned),
            new("Python as installed", "/usr/bin/python3", [script, $"{threads}"], []),
            new("C#, OpenBLAS without AVX-512", self, ["worker", $"{threads}"], new() { ["OPENBLAS_CORETYPE"] = "Zen" }),
        };
        if (Directory.Exists(ReferenceBlas))
            setups.Add(new("C#, Debian's reference BLAS", self, ["worker", $"{threads}"], new() { ["LD_LIBRARY_PATH"] = ReferenceBlas }));

        var workers = setups.ConvertAll(setup => new Worker(setup));
        workers.ForEach(worker => worker.Warm(stepsPerRound));
        for (int round = 0; round < rounds; round++)
            workers.ForEach(worker => worker.Run(stepsPerRound));
        var results = workers.ConvertAll(worker => worker.Result(workers[0]));
        workers.ForEach(worker => worker.Dispose());
        return results;
    }

    private sealed record Setup(string Name, string Program, string[] Arguments, Dictionary<string, string> Environment);

    private sealed class Worker : IDisposable
    {
        private readonly List<(double wall, double cpu)> rounds = [];
        private readonly Setup setup;
        private readonly Process process;

        public Worker(Setup setup)
        {
            this.setup = setup;
            var start = new ProcessStartInfo(setup.Program, setup.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
            foreach (string name in new[] { "OPENBLAS_CORETYPE", "OMP_NUM_THREADS" })
                start.Environment.Remove(name);
            foreach (var (name, value) in setup.Environment)
                start.Environment[name] = value;
            process = Process.Start(start)!;
        }

        public void Warm(int steps) => _ = Ask(steps);

        public void Run(int steps) => rounds.Add(Ask(steps));

        public object Result(Worker baseline) => new
        {
            name = setup.Name,
            wall_ms = Median(rounds.Select(round => round.wall)),
            cpu_ms = Median(rounds.Select(round => round.cpu)),
            wall_ratio = Median(rounds.Zip(baseline.rounds, (own, other) => own.wall / other.wall)),
            cpu_ratio = Median(rounds.Zip(baseline.rounds, (own, other) => own.cpu / other.cpu)),
        };

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }

        private (double wall, double cpu) Ask(int steps)
        {
            process.StandardInput.WriteLine(steps);
            process.StandardInput.Flush();
            string answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{setup.Name}: the process ended.");
            double[] numbers = [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            return (numbers[0], numbers[1]);
        }

        private static double Median(IEnumerable<double> numbers)
        {
            double[] sorted = [.. numbers.Order()];
            return Math.Round((sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2, 3);
        }
    }
}
