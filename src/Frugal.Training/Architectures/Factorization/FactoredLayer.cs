using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Two small layers that replace a large one.</summary>
/// <param name="First">The first layer.</param>
/// <param name="Second">The second layer; it has the bias.</param>
/// <param name="Rank">Singular directions kept: of the whole matrix, or for each input channel.</param>
/// <param name="RelativeError">‖W - W'‖ / ‖W‖ of the weights, Frobenius norm; 0 for a layer whose weights are all zero.</param>
public sealed record FactoredLayer(nn.Module<Tensor, Tensor> First, nn.Module<Tensor, Tensor> Second, int Rank, double RelativeError)
{
    /// <summary>Number of weights and biases of both.</summary>
    public long Parameters => First.parameters().Concat(Second.parameters()).Sum(parameter => parameter.numel());

    /// <summary>Both layers as one sequential module.</summary>
    public nn.Module<Tensor, Tensor> ToModule() => nn.Sequential(First, Second);
}
