using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

/// <summary>Task 3 as the grader does it: by whole numbers for the answers, and twice for the speed.</summary>
public static class Halves
{
    internal const float Largest = 65504;

    /// <summary>The bits of the F16 nearest to a number, ties to even, the largest for what is beyond; null for NaN, of which any will do.</summary>
    internal static ushort? Of(float number)
    {
        if (float.IsNaN(number))
        {
            return null;
        }

        var sign = (ushort)(float.IsNegative(number) ? 0x8000 : 0);
        var size = Math.Abs((double)number);
        if (size > Largest)
        {
            return (ushort)(sign | 0x7BFF);
        }

        // One step is 2^-24 for subnormals, else 2^(exponent - 10): the quotient is exact in double, and its rounding to even too.
        var exponent = size < Math.ScaleB(1, -14) ? -14 : Math.ILogB(size);
        var steps = (int)Math.Round(Math.ScaleB(size, 10 - exponent), MidpointRounding.ToEven);
        return (ushort)(sign | ((exponent + 14) << 10) + steps);
    }

    /// <summary>All F16 numbers, and of each two neighbours the one in the middle, with the float32 numbers beside it.</summary>
    internal static float[] AllAndTheirMiddles()
    {
        var numbers = new List<float>(1 << 18);
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);
            numbers.Add((float)half);
            if (Half.IsFinite(half) && Half.IsFinite(BitConverter.UInt16BitsToHalf((ushort)(bits + 1))) && (bits & 0x7FFF) != 0x7FFF)
            {
                var middle = (float)(((double)half + (double)BitConverter.UInt16BitsToHalf((ushort)(bits + 1))) / 2);
                numbers.AddRange([middle, MathF.BitIncrement(middle), MathF.BitDecrement(middle)]);
            }
        }

        return [.. numbers];
    }

    /// <summary>A plain loop, for the timing. It runs in a process that never loads the student's code.</summary>
    public static int[] ByPlainLoop(SpeedRequest request) => Timed(request, (floats, halves) =>
    {
        var beyond = 0;
        for (var i = 0; i < floats.Length; i++)
        {
            var far = Math.Abs(floats[i]) > Largest;
            beyond += far ? 1 : 0;
            halves[i] = far ? (floats[i] > 0 ? Half.MaxValue : Half.MinValue) : (Half)floats[i];
        }

        return beyond;
    });

    /// <summary>The grader's worked answer, for the timing.</summary>
    public static int[] Worked(SpeedRequest request) => Timed(request, (floats, halves) =>
    {
        TensorPrimitives.ConvertToHalf(floats, halves);
        return Math.Abs(TensorPrimitives.MaxMagnitude(floats)) > Largest ? floats.Count(number => Math.Abs(number) > Largest) : 0;
    });

    internal static byte[] Bytes(float[] numbers) => MemoryMarshal.AsBytes<float>(numbers).ToArray();

    private static int[] Timed(SpeedRequest request, Func<float[], Half[], int> convert)
    {
        var floats = MemoryMarshal.Cast<byte, float>(request.Part).ToArray();
        var halves = new Half[floats.Length];
        var last = new int[request.Parts];
        for (var part = 0; part < request.Parts; part++)
        {
            floats[^1] = part + request.Salt;
            last[part] = convert(floats, halves) + BitConverter.HalfToInt16Bits(halves[^1]);
        }

        return last;
    }
}
