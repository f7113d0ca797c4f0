namespace Frugal.Architectures;

/// <summary>How one layer was factored.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="Rank">Singular directions kept: of the whole matrix, or for each input channel.</param>
/// <param name="RelativeError">‖W - W'‖ / ‖W‖ of its weights, Frobenius norm.</param>
/// <param name="Before">Its number of parameters.</param>
/// <param name="After">The number of parameters of the two layers that replace it.</param>
public sealed record FactoredLayerReport(string Name, int Rank, double RelativeError, long Before, long After);
