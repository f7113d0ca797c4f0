namespace Frugal.Pruning;

/// <summary>A tensor as a compressed file holds it.</summary>
/// <param name="Name">Its name in the network's state.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Codebook">The values that its weights share, ascending; empty where every number is stored as it is.</param>
/// <param name="Codes">For each number its place in the codebook counted from 1, or 0 for a zero; empty without a codebook.</param>
/// <param name="Plain">Every number as float32, where there is no codebook.</param>
internal sealed record StoredTensor(string Name, long[] Shape, float[] Codebook, int[] Codes, float[] Plain)
{
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    public float[] Values() => Codebook.Length == 0 ? Plain : [.. Codes.Select(code => code == 0 ? 0 : Codebook[code - 1])];
}
