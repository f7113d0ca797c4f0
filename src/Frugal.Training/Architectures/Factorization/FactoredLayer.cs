using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Two small layers in the place of a large one.</summary>
/// <param name="First">What comes first.</param>
/// <param name="Second">What comes behind it; it has the bias.</param>
/// <param name="Rank">Directions kept: of the whole matrix, or for each input channel.</param>
/// <param name="RelativeError">‖W - W'‖ / ‖W‖ of the weights, Frobenius norm; 0 for a layer whose weights are all zero.</param>
public sealed record FactoredLayer(nn.Module<Tensor, Tensor> First, nn.Module<Tensor, Tensor> Second, int Rank, double RelativeError)
{
    /// <summary>Weights and biases of both.</summary>
    public long Parameters => First.parameters().Concat(Second.parameters()).Sum(parameter => parameter.numel());

    /// <summary>Both in sequence, as a module of their own.</summary>
    public nn.Module<Tensor, Tensor> ToModule() => nn.Sequential(First, Second);
}
