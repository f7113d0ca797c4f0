using System.Diagnostics;
using System.Globalization;
using Frugal.Architectures;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Benchmarks;

/// <summary>One training step of the course's ResNet: 32 pictures of 96 x 96, cross-entropy, AdamW.</summary>
internal static class TrainingStep
{
    private const int Batch = 32, Side = 96, Classes = 10;

    /// <summary>Answers each line of standard input, a number of steps, with the milliseconds of wall and processor time of a step.</summary>
    /// <param name="threads">Threads of PyTorch.</param>
    public static void Serve(int threads)
    {
        set_num_threads(threads);
        manual_seed(1);
        using var model = new ResNet();
        using var optimizer = optim.AdamW(model.parameters());
        using var loss = CrossEntropyLoss();
        using var images = randn(Batch, Side, Side, 3).permute(0, 3, 1, 2);   // channels innermost, as the trainer has them
        using var labels = randint(Classes, Batch);
        while (Console.ReadLine() is { } line)
        {
            var steps = int.Parse(line, CultureInfo.InvariantCulture);
            var (wall, cpu) = (Stopwatch.GetTimestamp(), Cpu());
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                loss.call(model.call(images), labels).backward();
                optimizer.step();
            }

            double wallMs = Stopwatch.GetElapsedTime(wall).TotalMilliseconds / steps, cpuMs = (Cpu() - cpu).TotalMilliseconds / steps;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wallMs} {cpuMs}"));
        }
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
