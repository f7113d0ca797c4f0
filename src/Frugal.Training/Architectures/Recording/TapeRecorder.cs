using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Records the layers that a network sends its input through. Values are represented by their index on the tape; the input has index 0.</summary>
internal sealed class TapeRecorder(nn.Module network) : ILayers<int>
{
    private readonly Dictionary<nn.Module, string> names = ModuleNames.Of(network);
    private readonly List<TapeStep> steps = [];
    private int places = 1;

    public IReadOnlyList<TapeStep> Steps => steps;

    public int Convolution(int input, Conv2d layer) => Record(input, layer);

    public int Normalization(int input, BatchNorm2d layer) => Record(input, layer);

    public int Relu(int input) => Record(new ActivationStep(input, Activation.Relu));

    public int Add(int left, int right) => Record(new AddStep(left, right));

    public int GlobalAveragePool(int input) => Record(new MeanStep(input, Keep: false));

    public int Linear(int input, Linear layer) => Record(input, layer);

    public int Activate(int input, Activation function) => function == Activation.None ? input : Record(new ActivationStep(input, function));

    public int Scale(int features, int weights) => Record(new ScaleStep(features, weights));

    public int Squeeze(int input) => Record(new MeanStep(input, Keep: true));

    public int Concat(int first, int second) => Record(new ConcatStep(first, second));

    public (int First, int Second) Split(int input) => (Record(new SplitStep(input)), places++);

    public int Shuffle(int input, int channels, int groups) => Record(new ShuffleStep(input, channels, groups));

    public int Select(int input, IReadOnlyList<int> channels) => Record(new SelectStep(input, channels));

    public int MaxPool(int input, MaxPool2d layer) => Record(input, layer);

    public int Dropout(int input, Dropout layer) => Record(input, layer);

    private int Record(int input, nn.Module layer) => names.TryGetValue(layer, out var name)
        ? Record(new ModuleStep(input, name, [layer]))
        : throw TapeErrors.NotRegistered(layer.GetType().Name);

    private int Record(TapeStep step)
    {
        steps.Add(step);
        return places++;
    }
}
