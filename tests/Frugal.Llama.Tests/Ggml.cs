using System.Runtime.InteropServices;
using Frugal.Gguf;

namespace Frugal.Llama.Tests;

/// <summary>Functions of ggml itself, from the library that LLamaSharp brings: it is the same file for every instruction set.</summary>
internal static unsafe class Ggml
{
    private static readonly nint Library = NativeLibrary.Load(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "runtimes"), "*ggml-base.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First());

    public static string NameOf(GgufType type) => Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<int, nint>)Function("ggml_type_name"))(type.Number))!;

    public static long BlockSizeOf(GgufType type) => ((delegate* unmanaged[Cdecl]<int, long>)Function("ggml_blck_size"))(type.Number);

    public static nint BytesPerBlockOf(GgufType type) => ((delegate* unmanaged[Cdecl]<int, nint>)Function("ggml_type_size"))(type.Number);

    /// <summary>Quantises rows as llama.cpp's own tool does.</summary>
    public static byte[] Quantize(GgufType type, float[] values, int rowLength)
    {
        var bytes = new byte[values.Length / type.BlockSize * type.BytesPerBlock];
        fixed (float* source = values)
        fixed (byte* destination = bytes)
        {
            var written = ((delegate* unmanaged[Cdecl]<int, float*, void*, long, long, long, float*, nuint>)Function("ggml_quantize_chunk"))(type.Number, source, destination, 0, values.Length / rowLength, rowLength, null);
            Assert.That(written, Is.EqualTo((nuint)bytes.Length));
        }

        return bytes;
    }

    public static float[] Dequantize(GgufType type, byte[] blocks)
    {
        var floats = new float[blocks.Length / type.BytesPerBlock * type.BlockSize];
        fixed (byte* source = blocks)
        fixed (float* destination = floats)
        {
            ((delegate* unmanaged[Cdecl]<void*, float*, long, void>)Function(type.Name switch
            {
                "F16" => "ggml_fp16_to_fp32_row",
                "BF16" => "ggml_bf16_to_fp32_row",
                _ => $"dequantize_row_{NameOf(type)}",
            }))(source, destination, floats.Length);
        }

        return floats;
    }

    /// <summary>F16 or BF16.</summary>
    public static byte[] Round(GgufType type, float[] values)
    {
        var bytes = new byte[values.Length * type.BytesPerBlock];
        fixed (float* source = values)
        fixed (byte* destination = bytes)
        {
            ((delegate* unmanaged[Cdecl]<float*, void*, long, void>)Function(type == GgufType.F16 ? "ggml_fp32_to_fp16_row" : "ggml_fp32_to_bf16_row"))(source, destination, values.Length);
        }

        return bytes;
    }

    private static nint Function(string name) => NativeLibrary.GetExport(Library, name);
}
