namespace Frugal.Architectures;

/// <summary>The hidden width and the activations of a <see cref="SqueezeExcitation"/>.</summary>
/// <param name="Channels">Channels after the squeeze.</param>
/// <param name="Inner">The activation between the two convolutions.</param>
/// <param name="Gate">The function that turns the output into weights from 0 to 1.</param>
public sealed record SqueezeShape(int Channels, Activation Inner, Activation Gate);
