using Frugal.Gguf;
using Frugal.Llama;

namespace Frugal.Benchmarks.Chatbot.Servers;

/// <summary>A language model of a real shape with random weights, in F16 and in Q4_K_M. Made once, in <c>artifacts/bench/chatbot</c>.</summary>
internal sealed record ChatModels(LlamaShape Shape, string F16, string Q4)
{
    /// <summary>The server's settings for these files.</summary>
    public IEnumerable<string> Settings => [$"--Chat:Model={F16}", $"--Chat:Quantized={Q4}"];

    /// <summary>Makes the files that are missing.</summary>
    public static ChatModels Make(string size)
    {
        var shape = LlamaShape.Named(size);
        var folder = Directory.CreateDirectory(Path.Combine(Clone.Root, "artifacts", "bench", "chatbot")).FullName;
        var (f16, q4) = (Path.Combine(folder, $"random-{shape.Name}-f16.gguf"), Path.Combine(folder, $"random-{shape.Name}-q4_k_m.gguf"));
        if (!File.Exists(f16))
        {
            Console.Error.WriteLine($"writing {Path.GetFileName(f16)}");
            RandomLlama.Write(shape, GgufType.F16, f16);
        }

        if (!File.Exists(q4))
        {
            Console.Error.WriteLine($"writing {Path.GetFileName(q4)}");
            LlamaQuantizer.Quantize(f16, q4, LlamaFileType.Named("Q4_K_M"));
        }

        return new(shape, f16, q4);
    }
}
