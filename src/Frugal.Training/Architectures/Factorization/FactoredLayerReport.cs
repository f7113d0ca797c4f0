namespace Frugal.Architectures;

/// <summary>What became of one layer.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="Rank">Directions kept: of the whole matrix, or for each input channel.</param>
/// <param name="RelativeError">‖W - W'‖ / ‖W‖ of its weights, Frobenius norm.</param>
/// <param name="Before">Its parameters.</param>
/// <param name="After">The parameters of the two layers in its place.</param>
public sealed record FactoredLayerReport(string Name, int Rank, double RelativeError, long Before, long After);
