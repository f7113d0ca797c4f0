using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Models;

/// <summary>Networks whose weights come from an ONNX file, with a new classifier.</summary>
internal static class ImportedNetwork
{
    /// <summary>
    /// Fills <paramref name="network"/> by <paramref name="map"/> and sets its classifier to zero: it answers nothing before it is trained, and its first step
    /// moves the classifier alone.
    /// </summary>
    /// <param name="network">The network; disposed if the file does not fit.</param>
    /// <param name="model">The file.</param>
    /// <param name="map">The network's tensors and the file's constants.</param>
    /// <param name="adapt">Adapts the copied tensors, by name, to the network's own input.</param>
    /// <exception cref="FrugalException">The file is another network.</exception>
    public static T Of<T>(T network, OnnxModel model, Func<OnnxModel, IReadOnlyDictionary<string, OnnxWeight>> map, Action<Dictionary<string, Tensor>> adapt) where T : nn.Module
    {
        try
        {
            OnnxWeights.Into(network, model, map(model));
            using var scope = NewDisposeScope();
            using var still = no_grad();
            var state = network.state_dict();
            state["classifier.weight"].zero_();
            state["classifier.bias"].zero_();
            adapt(state);
            return network;
        }
        catch (FrugalException)
        {
            network.Dispose();
            throw;
        }
    }
}
