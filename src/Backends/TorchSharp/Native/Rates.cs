using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The numbers of one Adam or AdamW step; AdamW's weight decay is the decoupled one.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AdamRates
{
    internal double LearningRate, Beta1, Beta2, Epsilon, WeightDecay;
    internal long Step;
    internal byte Maximize, Decoupled;
}

/// <summary>The numbers of one SGD step; the first one starts the velocity.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SgdRates
{
    internal double LearningRate, Momentum, Dampening, WeightDecay;
    internal byte Nesterov, Maximize, First;
}
