using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Torch;

/// <summary>Calls that can end the process, run in a child process of the tests.</summary>
internal static class TorchCrash
{
    public const string Command = "torch-crash";

    /// <summary>Runs the call <paramref name="name"/>; 0 when the process survives it.</summary>
    public static int Run(string name)
    {
        set_num_threads(1);
        manual_seed(1);
        switch (name)
        {
            case "matmul":
                _ = ones(2, 3).matmul(ones(2, 3));
                return 0;
            case "matmul-types":
                _ = ones(2, 3).matmul(ones(3, 3, int64));
                return 0;
            case "convolution":
                foreach (var channels in Channels)
                {
                    Backward(channels, (input, layer) => layer.call(input));
                }

                return 0;
            case "convolution-guarded":
                foreach (var channels in Channels)
                {
                    Backward(channels, TensorLayers.Instance.Convolution);
                }

                return 0;
            default:
                return 2;
        }
    }

    private static readonly int[] Channels = [2, 3, 4, 5, 6, 7];

    /// <summary>The backward pass of a 1x1 convolution with stride 2 on a batch whose memory runs channel by channel within a pixel.</summary>
    private static void Backward(int channels, Func<Tensor, TorchSharp.Modules.Conv2d, Tensor> call)
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Conv2d(channels, 16, kernel_size: 1, stride: 2);
        var input = randn(32, 32, 32, channels).permute(0, 3, 1, 2).requires_grad_();
        call(input, layer).pow(2).sum().backward();
    }
}
