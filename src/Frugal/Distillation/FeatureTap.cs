using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>Runs the layers on tensors and remembers the last features of each size: where two networks of any make can be compared.</summary>
internal sealed class FeatureTap : ILayers<Tensor>
{
    private readonly ILayers<Tensor> layers = TensorLayers.Instance;
    private readonly Dictionary<(long, long), Tensor> stages = [];

    public IReadOnlyDictionary<(long Height, long Width), Tensor> Stages => stages;

    public Tensor? Embedding { get; private set; }

    public Tensor Convolution(Tensor input, Conv2d layer) => Remember(layers.Convolution(input, layer));

    public Tensor Normalization(Tensor input, BatchNorm2d layer) => Remember(layers.Normalization(input, layer));

    public Tensor Relu(Tensor input) => Remember(layers.Relu(input));

    public Tensor Add(Tensor left, Tensor right) => Remember(layers.Add(left, right));

    public Tensor GlobalAveragePool(Tensor input) => layers.GlobalAveragePool(input);

    public Tensor Linear(Tensor input, Linear layer)
    {
        Embedding = input;
        return layers.Linear(input, layer);
    }

    private Tensor Remember(Tensor features)
    {
        if (features.dim() == 4)
        {
            stages[(features.shape[2], features.shape[3])] = features;
        }

        return features;
    }
}
