using TorchSharp.Modules;

namespace Frugal.Architectures;

/// <summary>Rejects convolutions with groups.</summary>
internal static class DenseConvolution
{
    /// <summary>The layer's name for messages.</summary>
    /// <exception cref="FrugalException">The convolution has groups.</exception>
    public static string Check(Conv2d layer)
    {
        var name = $"Conv2d {layer.in_channels} to {layer.out_channels}";
        return layer.groups == 1 ? name : throw FactorizationErrors.Unsupported(name, $"a convolution in {layer.groups} groups");
    }
}
