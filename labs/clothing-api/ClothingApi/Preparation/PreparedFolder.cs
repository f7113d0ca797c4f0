namespace ClothingApi.Preparation;

/// <summary>Where the model files and the catalogue lie.</summary>
/// <param name="path">The folder.</param>
/// <param name="set">What the shop sells.</param>
public sealed class PreparedFolder(string path, PictureSet set)
{
    /// <summary>The folder of these settings.</summary>
    public static PreparedFolder Of(ClothingSettings settings)
    {
        var set = PictureSet.Of(settings);
        return new(System.IO.Path.Combine(settings.Folder, set.Dataset), set);
    }

    /// <summary>What the shop sells.</summary>
    public PictureSet Set => set;

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>The file of the classifier in int8 or fp32.</summary>
    public string Classifier(string format) => System.IO.Path.Combine(path, $"{set.Classifier}.{format}.onnx");

    /// <summary>The file of the encoder in int8 or fp32.</summary>
    public string Encoder(string format) => System.IO.Path.Combine(path, $"{set.Encoder}.features.{format}.onnx");

    /// <summary>The catalogue.</summary>
    public string Catalogue => System.IO.Path.Combine(path, "catalogue.json");

    /// <summary>Says what the files were made of.</summary>
    public string Stamp => System.IO.Path.Combine(path, "stamp");

    /// <summary>Whether the files are being made now.</summary>
    public bool IsBeingMade { get; set; }
}
