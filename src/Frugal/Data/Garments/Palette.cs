using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>Samples colours, all independent of the class.</summary>
internal static class Palette
{
    /// <summary>A textile's colour: one in three is a grey, the others have any hue.</summary>
    public static Vector3 Textile(ref SplitMix64 random)
    {
        var (hue, value) = (random.NextSingle(), random.Uniform(0.1f, 0.95f));
        return Hsv(hue, random.Chance(0.35f) ? random.Uniform(0, 0.12f) : random.Uniform(0.25f, 0.9f), value);
    }

    /// <summary>A room's colour: mostly pale or brownish.</summary>
    public static Vector3 Room(ref SplitMix64 random) => random.NextInt32(4) switch
    {
        0 => Hsv(random.Uniform(0.05f, 0.12f), random.Uniform(0.25f, 0.6f), random.Uniform(0.3f, 0.8f)),
        1 => Hsv(random.NextSingle(), random.Uniform(0.1f, 0.6f), random.Uniform(0.2f, 0.9f)),
        _ => Hsv(random.NextSingle(), random.Uniform(0, 0.12f), random.Uniform(0.35f, 0.95f)),
    };

    /// <summary>A colour that contrasts with <paramref name="other"/>.</summary>
    public static Vector3 Unlike(Vector3 other, ref SplitMix64 random)
    {
        var colour = Textile(ref random);
        for (var attempt = 0; attempt < 12 && Vector3.Distance(colour, other) < 0.5f; attempt++)
        {
            colour = Textile(ref random);
        }

        return colour;
    }

    private static Vector3 Hsv(float hue, float saturation, float value)
    {
        var h = hue * 6;
        Vector3 pure = new(MathF.Abs(h - 3) - 1, 2 - MathF.Abs(h - 2), 2 - MathF.Abs(h - 4));
        return (Vector3.One + (Vector3.Clamp(pure, Vector3.Zero, Vector3.One) - Vector3.One) * saturation) * value;
    }
}
