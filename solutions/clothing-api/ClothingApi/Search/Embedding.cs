namespace ClothingApi.Search;

/// <summary>What an encoder sees in a picture, one byte per number.</summary>
public static class Embedding
{
    /// <summary>A unit vector times this is what is stored: cosine = dot product / (Scale * Scale).</summary>
    public const int Scale = 127;

    /// <summary>Brings features to length 1 and rounds them to int8: the dot product of two such vectors is their cosine, scaled.</summary>
    /// <param name="features">The encoder's numbers; all zero gives all zero.</param>
    public static sbyte[] From(ReadOnlySpan<float> features)
    {
#if SOLUTION
        var length = System.Numerics.Tensors.TensorPrimitives.Norm(features);
        var codes = new sbyte[features.Length];
        for (var i = 0; length > 0 && i < codes.Length; i++)
        {
            codes[i] = (sbyte)MathF.Round(features[i] / length * Scale);
        }

        return codes;
#else
        throw new NotImplementedException("Task 8 - normalise the features and round them to int8. Hint: TensorPrimitives.Norm.");
#endif
    }
}
