using Frugal.Data;

namespace Labs.ClothingApi.Grader;

/// <summary>The classifier in float32, and in int8 as the grader makes it: what task 4 gains on the machine at hand. Made anew by each grading from the
/// course's weights, in a folder of its own and not in the cache, which an earlier student's process could have written where there is no sandbox.</summary>
internal sealed class WorkedModel : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("frugal-worked-").FullName;

    private WorkedModel() { }

    /// <summary>The file that students quantise.</summary>
    public string Float32 => File("fp32");

    /// <summary>What the library makes of it.</summary>
    public string Int8 => File("int8");

    public static WorkedModel Make()
    {
        var worked = new WorkedModel();
        try
        {
            ReferenceShop.Save(ReferenceShop.OpenClassifier(), worked.File, Datasets.Open("garments", "train"));
            return worked;
        }
        catch
        {
            worked.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string File(string format) => Path.Combine(folder, $"{format}.onnx");
}
