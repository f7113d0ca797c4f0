using ChatbotMemory;
using ChatbotMemory.Files;
using Frugal.Gguf;

namespace Browser.Tests.Assistant;

/// <summary>A file with the header of a language model and a few weights, and its forms.</summary>
internal static class StubFile
{
    public static string Write(string path, bool quantised = false)
    {
        var writer = new GgufWriter("llama").Set("general.name", "stub").Set("general.file_type", quantised ? 7u : 1u);
        var type = quantised ? GgufType.Q8_0 : GgufType.F16;
        writer.Add("token_embd.weight", [256, 300], type, stream => stream.Write(new byte[256 * 300 / type.BlockSize * type.BytesPerBlock]));
        writer.Save(path);
        return path;
    }

    /// <summary>Puts files in the places of the forms that the server would make.</summary>
    public static void Fill(ChatSettings settings)
    {
        foreach (var form in ModelForms.Of(settings).All.Where(form => !form.Ready))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(form.Path)!);
            File.Copy(settings.Model, form.Path);
        }
    }
}
