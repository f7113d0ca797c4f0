namespace ChatbotMemory.Files;

/// <summary>A model in a type of numbers: a file that is there, or that the server makes.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Type">F16, Q8_0, Q4_K_M, ...</param>
/// <param name="Path">Its file.</param>
/// <param name="Estimate">What the file will have, until it is there.</param>
public sealed record ModelForm(string Model, string Type, string Path, long Estimate)
{
    /// <summary>How a client asks for it: <c>tiny-chat:F16</c>.</summary>
    public string Name => $"{Model}:{Type}";

    /// <summary>Whether its file is there.</summary>
    public bool Ready => File.Exists(Path);

    /// <summary>Bytes of the file.</summary>
    public long Bytes => new FileInfo(Path) is { Exists: true } file ? file.Length : Estimate;
}
