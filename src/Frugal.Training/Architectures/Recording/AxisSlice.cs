namespace Frugal.Architectures;

/// <summary>The indices that are kept along one axis of a layer's tensor.</summary>
internal sealed record AxisSlice(string Tensor, int Axis, long[] Kept);
