using Frugal.Architectures;
using Frugal.Imaging;
using Frugal.Onnx;

namespace Frugal.Models;

/// <summary>
/// <c>resnet18-imagenet</c> as a TorchSharp network: trained on ImageNet with CNTK, published in a package of ML.NET as an ONNX file without its
/// classifier. It differs from the ResNet-18 of He et al. 2016 in its last stage, which has three blocks instead of two.
/// </summary>
public static class ImageNetResNet18
{
    /// <summary>Its name in <c>models/catalog.json</c>.</summary>
    public const string Name = "resnet18-imagenet";

    private const float Std = 0.25f;

    /// <summary>
    /// The preprocessing of the network that <see cref="Network"/> builds: 224x224, the centre of the photo, the file's means. The file itself takes blue, green, red
    /// from 0 to 255, not divided.
    /// </summary>
    public static Preprocessing Preprocessing { get; } = new()
    {
        Size = 224, Fit = Fit.Crop, Mean = new Rgb(123.7f / 255, 116.8f / 255, 103.9f / 255), Std = new Rgb(Std, Std, Std),
    };

    /// <summary>The shape of the network: 15.9 M weights without its classifier.</summary>
    /// <param name="classes">The number of classes of the new classifier.</param>
    public static ResNetOptions Options(int classes) => new()
    {
        Stem = 64, StemKernel = 7, StemPooling = true, Widths = [64, 128, 256, 512], Blocks = [2, 2, 2, 3], Classes = classes,
    };

    /// <summary>
    /// Builds the network with the weights of <paramref name="model"/> and a new classifier, all zeros: before it is trained it answers nothing.
    /// Sides of the input should be multiples of 32; others are padded differently than in the file.
    /// </summary>
    /// <param name="model">The file of <c>resnet18-imagenet</c>.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <exception cref="FrugalException">The file is another network.</exception>
    public static ResNet Network(OnnxModel model, int classes)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ImportedNetwork.Of(new ResNet(Options(classes)), model, Map, state =>
        {
            var stem = state["stem.convolution.weight"];
            stem.copy_(stem.flip(1).mul(255 * Std));   // red first, and the divisor of the preprocessing: the same sums
        });
    }

    /// <summary>
    /// The map for <see cref="OnnxWeights.Into"/>. CNTK numbered the file's constants, so units are found by their order: in each block first the
    /// shortcut, if it has one, then the two convolutions.
    /// </summary>
    /// <exception cref="FrugalException">The file has another number of convolutions or normalisations.</exception>
    public static IReadOnlyDictionary<string, OnnxWeight> Map(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string[] units = [.. Units()];
        OnnxNode[] convolutions = [.. model.Nodes.Where(node => node.Operator == "Conv")];
        OnnxNode[] norms = [.. model.Nodes.Where(node => node.Operator == "BatchNormalization")];
        if (convolutions.Length != units.Length || norms.Length != units.Length)
        {
            throw new FrugalException($"{model.Source}: it has {convolutions.Length} convolutions and {norms.Length} normalisations, {Name} has {units.Length} of each. Get its file with 'frugal models get {Name}'.");
        }

        var map = new Dictionary<string, OnnxWeight>();
        for (var i = 0; i < units.Length; i++)
        {
            map[$"{units[i]}.convolution.weight"] = new(convolutions[i].Inputs[1]);
            string[] parts = ["weight", "bias", "running_mean", "running_var"];   // the order of the operator's inputs after the first
            for (var part = 0; part < parts.Length; part++)
            {
                map[$"{units[i]}.normalization.{parts[part]}"] = new(norms[i].Inputs[part + 1]);
            }
        }

        return map;
    }

    private static IEnumerable<string> Units()
    {
        yield return "stem";
        var options = Options(classes: 2);
        var block = 0;
        for (var stage = 0; stage < options.Blocks.Count; stage++)
        {
            for (var i = 0; i < options.Blocks[stage]; i++, block++)
            {
                if (i == 0 && stage > 0)
                {
                    yield return $"blocks.{block}.shortcut";
                }

                yield return $"blocks.{block}.first";
                yield return $"blocks.{block}.second";
            }
        }
    }
}
