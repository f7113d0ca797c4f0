using System.Diagnostics;
using System.Globalization;

namespace Frugal.Benchmarks;

/// <summary>Interleaved rounds of the same training step in several processes; ratios are medians of the rounds' ratios to the first.</summary>
internal static class TrainingSteps
{
    /// <param name="threads">Threads of PyTorch.</param>
    /// <param name="rounds">Rounds in which each process runs once.</param>
    /// <param name="stepsPerRound">Steps of a process in a round.</param>
    /// <param name="beside">Another build's benchmark program to measure in the same rounds: a file that is started with the same arguments; null: none.</param>
    public static IReadOnlyList<object> Compare(int threads, int rounds, int stepsPerRound, string? beside)
    {
        var self = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Frugal.Benchmarks.exe" : "Frugal.Benchmarks");
        List<Worker> workers = [new("TorchSharp", self, "worker", threads)];
        if (beside is not null)
        {
            workers.Add(new(Path.GetFileNameWithoutExtension(beside), beside, "worker", threads));
        }

        workers.ForEach(worker => worker.Warm(stepsPerRound));
        for (var round = 0; round < rounds; round++)
        {
            workers.ForEach(worker => worker.Run(stepsPerRound));
        }

        var results = workers.ConvertAll(worker => worker.Result(workers[0]));
        workers.ForEach(worker => worker.Dispose());
        return results;
    }

    private sealed class Worker : IDisposable
    {
        private readonly List<(double Wall, double Cpu)> rounds = [];
        private readonly string name;
        private readonly Process process;

        public Worker(string name, string program, string kind, int threads)
        {
            this.name = name;
            var start = new ProcessStartInfo(program, [kind, $"{threads}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            start.Environment.Remove("OMP_NUM_THREADS");
            process = Process.Start(start)!;
        }

        public void Warm(int steps) => _ = Ask(steps);

        public void Run(int steps) => rounds.Add(Ask(steps));

        public object Result(Worker baseline) => new
        {
            name,
            wall_ms = Median(rounds.Select(round => round.Wall)),
            cpu_ms = Median(rounds.Select(round => round.Cpu)),
            wall_ratio = Median(rounds.Zip(baseline.rounds, (own, other) => own.Wall / other.Wall)),
            cpu_ratio = Median(rounds.Zip(baseline.rounds, (own, other) => own.Cpu / other.Cpu)),
        };

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }

        private (double Wall, double Cpu) Ask(int steps)
        {
            process.StandardInput.WriteLine(steps);
            process.StandardInput.Flush();
            var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{name}: the process ended.");
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
