using System.Diagnostics;
using Frugal.Gguf;

namespace Frugal.Benchmarks.Chatbot.Servers;

/// <summary>A language model of a real shape with random weights, in F16 and in the forms that the server makes of it. Made once, in <c>artifacts/bench/chatbot</c>.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="F16">The model's file.</param>
/// <param name="Folder">Where the server keeps the other forms.</param>
internal sealed record ChatModels(LlamaShape Shape, string F16, string Folder)
{
    /// <summary>The server's settings for this model.</summary>
    public IEnumerable<string> Settings => [$"--Chat:Model={F16}", $"--Chat:Folder={Folder}"];

    /// <summary>The file in Q4_K_M.</summary>
    public string Q4 => Directory.GetFiles(Folder, "Q4_K_M.gguf", SearchOption.AllDirectories).Single();

    /// <summary>Makes the files that are missing.</summary>
    /// <exception cref="FrugalException">The server could not make its forms.</exception>
    public static ChatModels Make(string size)
    {
        var shape = LlamaShape.Named(size);
        var folder = Path.Combine(Clone.Root, "artifacts", "bench", "chatbot", shape.Name);
        var models = new ChatModels(shape, Path.Combine(folder, "random-f16.gguf"), Path.Combine(folder, "forms"));
        Directory.CreateDirectory(models.Folder);
        if (!File.Exists(models.F16))
        {
            Console.Error.WriteLine($"writing {models.F16}");
            RandomLlama.Write(shape, GgufType.F16, models.F16);
        }

        using var prepare = Process.Start(new ProcessStartInfo("dotnet", [ChatServer.Program, "prepare", .. models.Settings])) ?? throw new FrugalException("'dotnet' could not be started.");
        prepare.WaitForExit();
        return prepare.ExitCode == 0 ? models : throw new FrugalException("The server could not make the forms of the model; its message stands above.");
    }
}
