using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>Garments worn below the waist: pants, shorts and skirts.</summary>
internal static class Bottoms
{
    public static List<Piece> Pants(ref SplitMix64 random) =>
        Legs(ref random, length: random.Uniform(1.5f, 1.85f), ankle: random.Uniform(0.13f, 0.26f), spread: random.Uniform(0.02f, 0.28f));

    public static List<Piece> Shorts(ref SplitMix64 random) =>
        Legs(ref random, length: random.Uniform(0.62f, 0.88f), ankle: random.Uniform(0.2f, 0.27f), spread: random.Uniform(0.04f, 0.16f));

    private static List<Piece> Legs(ref SplitMix64 random, float length, float ankle, float spread)
    {
        var (waist, hip) = (random.Uniform(0.36f, 0.46f), random.Uniform(0.46f, 0.56f));
        var crotch = random.Uniform(0.42f, 0.55f);
        var pieces = new List<Piece>();
        for (var side = -1; side <= 1; side += 2)
        {
            var foot = spread + ankle + random.Uniform(-0.04f, 0.04f);
            var leg = new Outline(0, 0).Line(waist, 0).Curve(hip, 0.2f, hip, crotch * 0.8f).Line(foot + ankle, length)
                .Line(foot - ankle, length + 0.03f).Line(0, crotch).Points;
            pieces.Add(new(side < 0 ? Outline.Flipped(leg) : leg));
            Vector2[] pocket = [new(hip * 0.55f, 0.1f), new(hip * 0.92f, 0.3f), new(hip * 0.88f, 0.33f), new(hip * 0.5f, 0.13f)];
            if (random.Chance(0.6f))
            {
                pieces.Add(new(side < 0 ? Outline.Flipped(pocket) : pocket, Cloth.Trim));
            }
        }

        pieces.Add(new(Outline.Band(new(0, 0.05f), new(0, crotch), 0.03f), Cloth.Trim));
        pieces.Add(new(Outline.Box(-waist - 0.01f, -0.03f, waist + 0.01f, 0.08f), Cloth.Trim));
        if (random.Chance(0.5f))
        {
            pieces.Add(new(Outline.Ellipse(new(0, 0.03f), 0.03f, 0.03f), Cloth.Accent));
        }
        else
        {
            pieces.Add(new(Outline.Band(new(-0.02f, 0.05f), new(-0.08f, 0.3f), 0.03f), Cloth.Accent));
            pieces.Add(new(Outline.Band(new(0.02f, 0.05f), new(0.07f, 0.26f), 0.03f), Cloth.Accent));
        }

        return pieces;
    }

    public static List<Piece> Skirt(ref SplitMix64 random)
    {
        var (waist, hem, length) = (random.Uniform(0.3f, 0.4f), random.Uniform(0.5f, 0.88f), random.Uniform(0.85f, 1.3f));
        var pieces = new List<Piece>
        {
            new(new Outline(-waist, 0).Line(waist, 0).Curve(waist + 0.14f, length * 0.35f, hem, length).Curve(0, length + 0.18f, -hem, length).Curve(-waist - 0.14f, length * 0.35f, -waist, 0).Points),
        };
        if (random.Chance(0.55f))
        {
            var pleats = 4 + random.NextInt32(5);
            for (var i = 1; i < pleats; i++)
            {
                var at = 2f * i / pleats - 1;
                pieces.Add(new(Outline.Band(new(at * waist, 0.1f), new(at * hem * 0.95f, length + 0.07f * (1 - at * at)), 0.025f), Cloth.Trim));
            }
        }

        pieces.Add(new(Outline.Box(-waist - 0.01f, -0.04f, waist + 0.01f, 0.08f), Cloth.Trim));
        return pieces;
    }
}
