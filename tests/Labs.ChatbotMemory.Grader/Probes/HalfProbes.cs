using System.Runtime.InteropServices;
using ChatbotMemory.Weights;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>Numbers as the bytes of float32, and how many places there are for them; null for as many.</summary>
public sealed record HalfRequest(byte[] Floats, int? Places = null);

/// <summary>The bytes of the F16 numbers, how many were beyond the largest, and the outcome.</summary>
public sealed record HalfAnswer(byte[] Halves, int Beyond, string Outcome);

/// <summary>A file to write again.</summary>
public sealed record FileRequest(string Source, string Target);

/// <summary>What <c>HalfFile.Write</c> returned, or threw, and whether the source is still mapped.</summary>
public sealed record FileAnswer(long Beyond, string Outcome, bool Mapped);

/// <summary>Task 3, in the student's process.</summary>
public static class HalfProbes
{
    public static HalfAnswer Convert(HalfRequest request)
    {
        var floats = MemoryMarshal.Cast<byte, float>(request.Floats).ToArray();
        var halves = new Half[request.Places ?? floats.Length];
        var beyond = 0;
        var outcome = Waiting.Outcome(() => beyond = HalfFile.Convert(floats, halves));
        return new(MemoryMarshal.AsBytes<Half>(halves).ToArray(), beyond, outcome);
    }

    public static FileAnswer Write(FileRequest request)
    {
        var beyond = 0L;
        var outcome = Waiting.Outcome(() => beyond = HalfFile.Write(request.Source, request.Target));
        return new(beyond, outcome, OwnMemory.Maps(request.Source));
    }

    /// <summary>Converts as many parts of 4,096 numbers as the seed's batch asks for; returns the last numbers of each.</summary>
    public static int[] Timed(SpeedRequest request)
    {
        var floats = MemoryMarshal.Cast<byte, float>(request.Part).ToArray();
        var halves = new Half[floats.Length];
        var last = new int[request.Parts];
        for (var part = 0; part < request.Parts; part++)
        {
            floats[^1] = part + request.Salt;
            last[part] = HalfFile.Convert(floats, halves) + BitConverter.HalfToInt16Bits(halves[^1]);
        }

        return last;
    }
}

/// <summary>Numbers that are converted again and again, with another last one each time.</summary>
public sealed record SpeedRequest(byte[] Part, int Parts, int Salt);
