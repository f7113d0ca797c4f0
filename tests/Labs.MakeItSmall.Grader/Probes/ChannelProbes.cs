using MakeItSmall;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>A convolution: what the lab's type of that name holds.</summary>
public sealed record ConvolutionNumbers(int Outputs, int Inputs, int Kernel, Packed Weight, float[] Bias)
{
    internal Convolution ToConvolution() => new(Outputs, Inputs, Kernel, Weight.Numbers(), [.. Bias]);
}

/// <summary>Saliencies, and how many channels to keep.</summary>
public sealed record KeepRequest(float[] Saliency, int Count);

/// <summary>Two layers, and the channels to keep.</summary>
public sealed record RemoveRequest(ConvolutionNumbers First, ConvolutionNumbers Second, int[] Keep);

/// <summary>The two layers without the others, and whether the arguments were left alone.</summary>
public sealed record RemoveAnswer(ConvolutionNumbers First, ConvolutionNumbers Second, bool Kept);

/// <summary>Task 6, in the student's process.</summary>
public static class ChannelProbes
{
    public static float[] Saliency(ConvolutionNumbers layer) => Channels.Saliency(layer.ToConvolution());

    public static int[] Keep(KeepRequest request) => Channels.Keep(request.Saliency, request.Count);

    public static RemoveAnswer Remove(RemoveRequest request)
    {
        var (first, second) = (request.First.ToConvolution(), request.Second.ToConvolution());
        var (less, fewer) = Channels.Remove(first, second, request.Keep);
        return new(Answer(less), Answer(fewer), Same(first, request.First) && Same(second, request.Second));
    }

    private static ConvolutionNumbers Answer(Convolution layer) => new(layer.Outputs, layer.Inputs, layer.Kernel, Packed.Of(layer.Weight), [.. layer.Bias]);

    private static bool Same(Convolution layer, ConvolutionNumbers before) =>
        layer.Weight.AsSpan().SequenceEqual(before.Weight.Numbers()) && layer.Bias.AsSpan().SequenceEqual(before.Bias);
}
