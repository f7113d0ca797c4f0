// dotnet run -c Release --project bench/Frugal.Benchmarks -- calls                   nanoseconds of a call on tensors of one element
// dotnet run -c Release --project bench/Frugal.Benchmarks -- steps THREADS ROUNDS [PROGRAM]   a training step of the ResNet, and of another build's PROGRAM in turn
// dotnet run -c Release --project bench/Frugal.Benchmarks -- photos                  photos decoded and augmented a second
// dotnet run -c Release --project bench/Frugal.Benchmarks -- sparsity                masks against removed channels: time, MACs and bytes of each
// dotnet run -c Release --project bench/Frugal.Benchmarks -- gradings [COUNT]        verdicts of fair timing while another process loads the core
// dotnet run -c Release --project bench/Frugal.Benchmarks -- notebooks               a notebook's first cell after the start, and later ones
// dotnet run -c Release --project bench/Frugal.Benchmarks -- weights                 int8 weights that are the same on every processor beside plain 8 and 7 bits
// dotnet run -c Release --project bench/Frugal.Benchmarks -- texts [COUNT]           tweets generated, cleaned, compared and judged by rules, per second
//
// All print JSON, for bench/results/. Processor time is what the process was given, so that it holds on a busy machine
// (with one thread; waiting threads spin); wall time holds on a quiet one only.
using System.Globalization;
using System.Text.Json;
using Frugal.Benchmarks;

switch (args)
{
    case ["calls"]:
        Print(new { machine = Machine.Describe(), calls = CallOverhead.Measure() });
        return 0;
    case ["steps", var threads, var rounds, .. var beside] when beside.Length <= 1:
        Print(new { machine = Machine.Describe(), threads, rounds, steps = TrainingSteps.Compare(Number(threads), Number(rounds), stepsPerRound: 4, beside.FirstOrDefault()) });
        return 0;
    case ["photos"]:
        Print(new { machine = Machine.Describe(), photos = PhotoLoading.Measure(count: 1000, rounds: 4) });
        return 0;
    case ["sparsity"]:
        Print(new { machine = Machine.Describe(), sparsity = Sparsity.Measure() });
        return 0;
    case ["gradings"]:
        Print(new { machine = Machine.Describe(), gradings = Gradings.Measure(count: 300) });
        return 0;
    case ["gradings", var number]:
        Print(new { machine = Machine.Describe(), gradings = Gradings.Measure(Number(number)) });
        return 0;
    case [Gradings.Thief, var cpu]:
        Gradings.Steal(Number(cpu));
        return 0;
    case ["notebooks"]:
        Print(new { machine = Machine.Describe(), notebooks = NotebookCells.Measure(rounds: 7) });
        return 0;
    case ["notebooks-child"]:
        await NotebookCells.RunAsync();
        return 0;
    case ["weights"]:
        Print(new { machine = Machine.Describe(), weights = WeightRoundings.Measure("clothing-resnet", "clothing-mobilenet") });
        return 0;
    case ["texts"]:
        Print(new { machine = Machine.Describe(), texts = TextThroughput.Measure(count: 100_000, rounds: 5) });
        return 0;
    case ["texts", var number]:
        Print(new { machine = Machine.Describe(), texts = TextThroughput.Measure(Number(number), rounds: 5) });
        return 0;
    case ["worker", var count]:
        TrainingStep.Serve(Number(count));
        return 0;
    default:
        Console.Error.WriteLine("Usage: Frugal.Benchmarks calls | steps THREADS ROUNDS [PROGRAM] | photos | sparsity | gradings [COUNT] | notebooks | weights | texts [COUNT]");
        return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void Print(object result) => Console.WriteLine(JsonSerializer.Serialize(result, Machine.Json));
