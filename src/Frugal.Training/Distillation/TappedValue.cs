using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>A tensor on its way through a <see cref="FeatureTap"/>.</summary>
/// <param name="Values">The tensor.</param>
/// <param name="Squeezed">Whether it is derived from a mean over the whole picture, and therefore not recorded as features.</param>
internal readonly record struct TappedValue(Tensor Values, bool Squeezed = false);
