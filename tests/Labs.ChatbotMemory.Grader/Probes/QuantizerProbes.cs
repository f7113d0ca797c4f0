using System.Runtime.InteropServices;
using ChatbotMemory.Weights;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>Weights as the bytes of float32, the format (8 or 4), and the bytes that there is room for; null for as many as needed.</summary>
public sealed record BlocksRequest(byte[] Floats, int Format, int? Room = null);

/// <summary>The blocks' bytes, the outcome, and whether llama.cpp's binding is loaded in the process afterwards.</summary>
public sealed record BlocksAnswer(byte[] Blocks, string Outcome, bool Binding);

/// <summary>The tensors of a type.</summary>
public sealed record TypeBits(string Type, long Weights, double Bits);

/// <summary>A size report, or the exception instead, and whether the file is still mapped.</summary>
public sealed record ReportAnswer(long Weights, double FileBits, double TensorBits, TypeBits[] ByType, string Outcome, bool Mapped);

/// <summary>A model to fit into a budget.</summary>
public sealed record FitRequest(string Source, string Target, long Bytes);

/// <summary>The type that was chosen, or the exception instead.</summary>
public sealed record FitAnswer(string? Type, string Outcome);

/// <summary>Task 4, in the student's process.</summary>
public static class QuantizerProbes
{
    public static BlocksAnswer Blocks(BlocksRequest request)
    {
        var weights = MemoryMarshal.Cast<byte, float>(request.Floats).ToArray();
        var blocks = new byte[request.Room ?? (weights.Length + 31) / 32 * (request.Format == 8 ? 34 : 18)];
        new Random(1).NextBytes(blocks);                   // the room is not empty
        var outcome = Waiting.Outcome(() =>
        {
            if (request.Format == 8)
            {
                BlockQuantizer.Q8(weights, blocks);
            }
            else
            {
                BlockQuantizer.Q4(weights, blocks);
            }
        });
        return new(blocks, outcome, AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name is "LLamaSharp" or "Frugal.Llama"));
    }

    public static ReportAnswer Report(string path)
    {
        SizeReport? report = null;
        var outcome = Waiting.Outcome(() => report = SizeReport.Of(path));
        return new(report?.Weights ?? 0, report?.FileBits ?? 0, report?.TensorBits ?? 0, [.. report?.ByType.Select(type => new TypeBits(type.Key, type.Value.Weights, type.Value.Bits)) ?? []], outcome, OwnMemory.Maps(path));
    }

    public static FitAnswer Fit(FitRequest request)
    {
        string? type = null;
        var outcome = Waiting.Outcome(() => type = BudgetFile.Write(request.Source, request.Target, request.Bytes));
        return new(type, outcome);
    }

    /// <summary>Cancelled before it begins.</summary>
    public static FitAnswer FitCancelled(FitRequest request)
    {
        string? type = null;
        var outcome = Waiting.Outcome(() => type = BudgetFile.Write(request.Source, request.Target, request.Bytes, new CancellationToken(canceled: true)));
        return new(type, outcome);
    }

    /// <summary>Cancelled while the first type is tried: as soon as its file lies in the target's folder.</summary>
    public static FitAnswer FitCancelledOnTheWay(FitRequest request)
    {
        string? type = null;
        using var stop = new CancellationTokenSource();
        var folder = Path.GetDirectoryName(request.Target)!;
        var before = Directory.GetFiles(folder).Length;
        var (outcome, ended) = ("", false);
        var watch = new Thread(() =>
        {
            SpinWait.SpinUntil(() => Volatile.Read(ref ended) || Directory.GetFiles(folder).Length > before);
            stop.Cancel();
        })
        { IsBackground = true };
        watch.Start();
        outcome = Waiting.Outcome(() => type = BudgetFile.Write(request.Source, request.Target, request.Bytes, stop.Token));
        Volatile.Write(ref ended, true);
        watch.Join();
        return new(type, outcome);
    }
}
