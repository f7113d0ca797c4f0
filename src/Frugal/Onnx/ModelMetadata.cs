using Frugal.Imaging;

namespace Frugal.Onnx;

/// <summary>
/// The metadata of a model file, so that it can be measured and quantised without further options:
/// a pixel value <c>v</c> in [0, 255] of channel <c>c</c> is fed as <c>(v / 255 - Mean[c]) / Std[c]</c>, red, green and blue in this order, shape (N, 3, Height, Width).
/// </summary>
/// <remarks>
/// Stored in the file's metadata under the keys <c>frugal.name</c>, <c>frugal.dataset</c>, <c>frugal.classes</c> ... For a file without them, the defaults are
/// its file name, the size of its first input, and the mean and standard deviation of ImageNet, which most public vision models expect.
/// </remarks>
public sealed record ModelMetadata
{
    /// <summary>The means of ImageNet's channels, pixel values scaled to [0, 1].</summary>
    public static IReadOnlyList<float> ImageNetMean { get; } = [0.485f, 0.456f, 0.406f];

    /// <summary>The standard deviations of ImageNet's channels, pixel values scaled to [0, 1].</summary>
    public static IReadOnlyList<float> ImageNetStd { get; } = [0.229f, 0.224f, 0.225f];

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The data set that it was trained on, by its name in the catalogue; null if the file does not say.</summary>
    public string? Dataset { get; init; }

    /// <summary>The classes in the order of the logits; empty if the file does not say.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The width in pixels of the input images; null if any width is accepted or the file does not say.</summary>
    public int? Width { get; init; }

    /// <summary>The height in pixels of the input images; null if any height is accepted or the file does not say.</summary>
    public int? Height { get; init; }

    /// <summary>The mean of each channel, pixel values scaled to [0, 1].</summary>
    public IReadOnlyList<float> Mean { get; init; } = ImageNetMean;

    /// <summary>The standard deviation of each channel, pixel values scaled to [0, 1].</summary>
    public IReadOnlyList<float> Std { get; init; } = ImageNetStd;

    /// <summary>How an image of another shape is resized: <c>stretch</c> unless the file says otherwise.</summary>
    public string Resize { get; init; } = "stretch";

    /// <summary>How the weights are stored: <c>fp32</c>, <c>fp16</c> or <c>int8</c>.</summary>
    public string Format { get; init; } = "fp32";

    /// <summary>How int8 weights were rounded: <c>safe8</c> (the same sums on every processor) or <c>exact8</c> with the processors that it suits; null if it makes no difference or the file does not say.</summary>
    public string? Weights { get; init; }

    /// <summary>The tokens that a model for text reads, in the order of their numbers; empty if it reads no text or the file does not say.</summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];

    /// <summary>The maximum number of tokens in a text; null if the model reads no text or the file does not say.</summary>
    public int? MaximumTokens { get; init; }

    /// <summary>Whether the file itself specifies the preprocessing, rather than the defaults.</summary>
    public bool Stated { get; init; }

    /// <summary>The preprocessing of an image for this model.</summary>
    /// <exception cref="FrugalException">The model does not take square images of three channels, or names an unknown resize mode.</exception>
    public Preprocessing ToPreprocessing()
    {
        if (Width is not { } size || Height != size || size > 4096 || Mean.Count != 3)
        {
            throw new FrugalException($"{Name}: it takes no square colour pictures of a known size. Pictures can be prepared for models with an input (N, 3, size, size) only.");
        }

        if (!Enum.TryParse<Fit>(Resize, ignoreCase: true, out var fit) || !Enum.IsDefined(fit))
        {
            throw new FrugalException($"{Name}: unknown resize mode '{Resize}'. Allowed in frugal.resize: {string.Join(", ", Enum.GetNames<Fit>()).ToLowerInvariant()}.");
        }

        return new Preprocessing { Size = size, Fit = fit, Mean = new(Mean[0], Mean[1], Mean[2]), Std = new(Std[0], Std[1], Std[2]) };
    }

    /// <summary>The same metadata with another preprocessing.</summary>
    public ModelMetadata With(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        return this with
        {
            Width = preprocessing.Size,
            Height = preprocessing.Size,
            Mean = [preprocessing.Mean.Red, preprocessing.Mean.Green, preprocessing.Mean.Blue],
            Std = [preprocessing.Std.Red, preprocessing.Std.Green, preprocessing.Std.Blue],
            Resize = preprocessing.Fit.ToString().ToLowerInvariant(),
            Stated = true,
        };
    }
}
