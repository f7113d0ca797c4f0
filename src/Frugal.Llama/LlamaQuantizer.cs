using Frugal.Gguf;
using LLama.Native;

namespace Frugal.Llama;

/// <summary>Quantises a model in GGUF by llama.cpp's own quantiser.</summary>
public static class LlamaQuantizer
{
    /// <summary>Writes a quantised copy of a model.</summary>
    /// <param name="input">A GGUF file in F32, F16 or BF16.</param>
    /// <param name="output">The file to write. It is complete or not there: llama.cpp writes to a temporary file beside it, which is read, flushed to disk and renamed.</param>
    /// <param name="type">What to make of the weights. Norms and biases stay in F32.</param>
    /// <param name="threads">Threads; the machine's processors if null.</param>
    /// <exception cref="FrugalException">
    /// The input is not GGUF, already quantised, has rows that are not a multiple of the type's blocks, or an architecture that llama.cpp lacks; the disk is too small; the output is not a regular file.
    /// Nothing is left behind.
    /// </exception>
    public static void Quantize(string input, string output, LlamaFileType type, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (Path.GetFullPath(input) == Path.GetFullPath(output))
        {
            throw LlamaErrors.SameFile(input);
        }

        Check(input, output, type);
        LlamaEngine.Require();
        AtomicFile.Replace(output, temporary =>
        {
            Run(input, temporary, type, threads ?? Environment.ProcessorCount);
            using var written = GgufFile.Open(temporary);   // llama.cpp does not notice a disk that is full at the last bytes
        });
    }

    /// <summary>Whether llama.cpp quantises a tensor: matrices whose name ends in <c>weight</c>.</summary>
    internal static bool IsMatrix(GgufTensor tensor) => tensor.Shape.Count >= 2 && tensor.Name.EndsWith("weight", StringComparison.Ordinal);

    private static void Check(string input, string output, LlamaFileType type)
    {
        using var file = GgufFile.Open(input);
        _ = file.Architecture;
        if (file.Types.FirstOrDefault(use => use.Type.IsQuantized) is { } quantized)
        {
            throw LlamaErrors.Quantized(input, quantized);
        }

        if (file.Tensors.Count == 0)
        {
            throw LlamaErrors.NoWeights(input);
        }

        if (file.Tensors.FirstOrDefault(tensor => IsMatrix(tensor) && tensor.RowLength % type.Format.BlockSize != 0) is { } tensor)
        {
            throw LlamaErrors.Rows(input, tensor, type);
        }

        var needed = file.Tensors.Sum(tensor => IsMatrix(tensor) ? (long)(tensor.Weights * type.Format.BitsPerWeight / 8) : tensor.Bytes);
        if (FreeBytes(output) is { } free && free < needed)
        {
            throw LlamaErrors.NoSpace(output, needed, free);
        }
    }

    /// <summary>Free bytes on the disk of a file; null if its folder is yet to be made, or the system does not say.</summary>
    private static long? FreeBytes(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return Directory.Exists(folder) ? new DriveInfo(folder).AvailableFreeSpace : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static void Run(string input, string output, LlamaFileType type, int threads)
    {
        var settings = LLamaModelQuantizeParams.Default();
        settings.ftype = (LLamaFtype)type.Number;
        settings.nthread = threads;
        _ = LlamaEngine.TakeError();
        if (NativeApi.llama_model_quantize(input, output, ref settings) != 0)
        {
            var error = LlamaEngine.TakeError();
            throw error.Contains("iostream", StringComparison.Ordinal) ? new IOException("llama.cpp could not write all bytes") : LlamaErrors.Failed(input, error);
        }
    }
}
