namespace Frugal.Architectures;

/// <summary>Creates the exception for a layer that an implementation of <see cref="ILayers{T}"/> does not support.</summary>
internal static class UnknownLayer
{
    public static FrugalException In(object layers, string layer) =>
        new($"{layers.GetType().Name}: it has no {layer}, which the network needs. Implement ILayers<T>.{layer} there, or choose a network without it.");
}
