namespace Frugal.Texts;

/// <summary>A text that an earlier one resembles.</summary>
/// <param name="Of">The number of the earlier text, from 0 and in the order of the calls.</param>
/// <param name="Similarity">The Jaccard similarity of their shingles, 0 to 1.</param>
public readonly record struct NearDuplicate(long Of, double Similarity);
