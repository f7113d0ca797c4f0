namespace Frugal.Pruning;

/// <summary>A tensor in the form stored in a compressed file.</summary>
/// <param name="Name">Its name in the network's state dictionary.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Codebook">The values that its weights share, ascending; empty if every element is stored as float32.</param>
/// <param name="Codes">For each element its codebook index counted from 1, or 0 for a zero; empty without a codebook.</param>
/// <param name="Plain">All elements as float32 if there is no codebook; else empty.</param>
internal sealed record StoredTensor(string Name, long[] Shape, float[] Codebook, int[] Codes, float[] Plain)
{
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    public float[] Values() => Codebook.Length == 0 ? Plain : [.. Codes.Select(code => code == 0 ? 0 : Codebook[code - 1])];
}
