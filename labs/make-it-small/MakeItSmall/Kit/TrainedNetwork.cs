using Frugal.Models;
using Frugal.Onnx;

namespace MakeItSmall.Kit;

/// <summary>The network of this lab: the course's ResNet for drawn clothes, with its batch normalisations folded into the convolutions.</summary>
public static class TrainedNetwork
{
    /// <summary>Its name in the course's models.</summary>
    public const string Name = "garments-resnet";

    /// <summary>Reads it; each call gives a model of its own.</summary>
    public static OnnxModel Load()
    {
        var model = ModelLibrary.Default().Load(Name);
        FoldBatchNorm.Apply(model);
        return model;
    }

    /// <summary>The convolutions, in the order in which they run: the stem, then shortcut, first and second convolution of each block.</summary>
    public static IReadOnlyList<OnnxNode> Convolutions(OnnxModel model) => [.. model.Nodes.Where(node => node.Operator == "Conv")];

    /// <summary>The numbers of a convolution.</summary>
    public static Convolution NumbersOf(OnnxModel model, OnnxNode node)
    {
        var (weight, bias) = (model.Constant(node.Inputs[1])!, model.Constant(node.Inputs[2])!);
        return new Convolution((int)weight.Shape[0], (int)weight.Shape[1], (int)(weight.Shape[2] * weight.Shape[3]), weight.Values, bias.Values);
    }

    /// <summary>Puts other numbers into a convolution; the size of its kernel stays.</summary>
    public static void Replace(OnnxModel model, OnnxNode node, Convolution numbers)
    {
        var shape = model.Constant(node.Inputs[1])!.Shape;
        model.Replace(new OnnxTensor(node.Inputs[1], [numbers.Outputs, numbers.Inputs, shape[2], shape[3]], numbers.Weight));
        model.Replace(new OnnxTensor(node.Inputs[2], [numbers.Outputs], numbers.Bias));
    }

    /// <summary>
    /// The weights of each output channel in the order in which int8 kernels add: the places of the kernel one after the other, and in each of them the input
    /// channels. So two neighbours in this order share a sum of 16 bits.
    /// </summary>
    public static IEnumerable<float[]> InKernelOrder(Convolution layer)
    {
        var each = layer.Inputs * layer.Kernel;
        for (var output = 0; output < layer.Outputs; output++)
        {
            var own = new float[each];
            for (var i = 0; i < each; i++)
            {
                own[i] = layer.Weight[output * each + i % layer.Inputs * layer.Kernel + i / layer.Inputs];
            }

            yield return own;
        }
    }
}
