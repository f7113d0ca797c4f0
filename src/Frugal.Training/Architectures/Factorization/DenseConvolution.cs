using TorchSharp.Modules;

namespace Frugal.Architectures;

/// <summary>The one place where a convolution is found to have groups.</summary>
internal static class DenseConvolution
{
    /// <summary>A name for messages.</summary>
    /// <exception cref="FrugalException">The convolution has groups.</exception>
    public static string Check(Conv2d layer)
    {
        var name = $"Conv2d {layer.in_channels} to {layer.out_channels}";
        return layer.groups == 1 ? name : throw FactorizationErrors.Unsupported(name, $"a convolution in {layer.groups} groups");
    }
}
