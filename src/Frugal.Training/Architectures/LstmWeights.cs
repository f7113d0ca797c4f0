using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>The weights of a one-layer LSTM in ONNX's layout: one matrix per direction, gates in the order input, output, forget, cell.</summary>
internal sealed class LstmWeights(LSTM layer)
{
    private static readonly string[] Suffixes = ["", "_reverse"];

    private readonly Dictionary<string, Parameter> parameters = layer.named_parameters().ToDictionary(named => named.Item1, named => named.Item2);

    /// <summary>Size of the hidden state, H.</summary>
    public long Hidden => parameters["weight_hh_l0"].shape[1];

    public int Directions => parameters.ContainsKey("weight_ih_l0_reverse") ? 2 : 1;

    /// <summary>Multiplications per time step, over both directions.</summary>
    public long Products => parameters.Values.Where(parameter => parameter.dim() == 2).Sum(parameter => parameter.numel());

    /// <summary>(directions, 4 H, D).</summary>
    public Tensor Input() => Stacked(suffix => Gates(parameters["weight_ih_l0" + suffix]));

    /// <summary>(directions, 4 H, H).</summary>
    public Tensor Recurrent() => Stacked(suffix => Gates(parameters["weight_hh_l0" + suffix]));

    /// <summary>(directions, 8 H): the input's biases, then the state's.</summary>
    public Tensor Bias() => Stacked(suffix => cat([Gates(parameters["bias_ih_l0" + suffix]), Gates(parameters["bias_hh_l0" + suffix])], 0));

    private Tensor Stacked(Func<string, Tensor> direction)
    {
        using var scope = NewDisposeScope();
        return stack([.. Suffixes[..Directions].Select(direction)], 0).MoveToOuterDisposeScope();
    }

    /// <summary>Reorders the gates: PyTorch's order is input, forget, cell, output.</summary>
    private static Tensor Gates(Parameter weight)
    {
        var gates = weight.detach().chunk(4, 0);
        return cat([gates[0], gates[3], gates[1], gates[2]], 0);
    }
}
