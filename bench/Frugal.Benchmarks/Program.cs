// dotnet run -c Release --project bench/Frugal.Benchmarks -- calls              nanoseconds of a call on tensors of one element
// dotnet run -c Release --project bench/Frugal.Benchmarks -- steps [THREADS]    a training step of the MNIST CNN, C# against Python and slower set-ups
//
// Both print JSON, for bench/results/. Processor time is what the process was given, so that it holds on a busy machine
// (with one thread; waiting threads spin); wall time holds on a quiet one only.
using System.Globalization;
using System.Text.Json;
using Frugal.Benchmarks;

switch (args)
{
    case ["calls"]:
        Print(new { machine = Machine.Describe(), calls = CallOverhead.Measure() });
        return 0;
    case ["steps", .. var rest] when rest.Length <= 1:
        int threads = rest is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        Print(new { machine = Machine.Describe(), threads, steps = TrainingSteps.Compare(threads, rounds: 9, stepsPerRound: 8) });
        return 0;
    case ["worker", var count]:
        MnistCnn.Serve(int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("Usage: Frugal.Benchmarks calls | steps [THREADS]");
        return 1;
}

static void Print(object result) => Console.WriteLine(JsonSerializer.Serialize(result, Machine.Json));
