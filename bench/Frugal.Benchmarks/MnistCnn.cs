using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Benchmarks;

/// <summary>The CNN of PyTorch's MNIST example: 1.2 million weights, Adam, batches of 128. mnist_cnn.py is its twin.</summary>
internal static class MnistCnn
{
    private const int Batch = 128;

    /// <summary>Answers each line of standard input, a number of steps, with the milliseconds of wall and processor time of a step.</summary>
    public static void Serve(int threads)
    {
        set_num_threads(threads);
        manual_seed(1);
        using var model = Sequential(
            Conv2d(1, 32, 3), ReLU(), Conv2d(32, 64, 3), ReLU(), MaxPool2d(2), Dropout(0.25), Flatten(),
            Linear(9216, 128), ReLU(), Dropout(0.5), Linear(128, 10));
        using var optimizer = optim.Adam(model.parameters());
        using var loss = CrossEntropyLoss();
        using var images = randn(Batch, 1, 28, 28);
        using var labels = randint(10, Batch);

        while (Console.ReadLine() is { } line)
        {
            int steps = int.Parse(line, CultureInfo.InvariantCulture);
            var (wall, cpu) = (Stopwatch.GetTimestamp(), Cpu());
            for (int step = 0; step < steps; step++)
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
