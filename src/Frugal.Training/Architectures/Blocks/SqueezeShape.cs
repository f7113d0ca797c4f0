namespace Frugal.Architectures;

/// <summary>The inside of a <see cref="SqueezeExcitation"/>.</summary>
/// <param name="Channels">Numbers that the channels are squeezed to.</param>
/// <param name="Inner">The activation between the two convolutions.</param>
/// <param name="Gate">The function that turns what comes out into weights from 0 to 1.</param>
public sealed record SqueezeShape(int Channels, Activation Inner, Activation Gate);
