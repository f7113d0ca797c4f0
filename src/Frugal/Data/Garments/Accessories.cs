using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>Hats and shoes, of several kinds each.</summary>
internal static class Accessories
{
    public static List<Piece> Hat(ref SplitMix64 random) => random.NextInt32(4) switch
    {
        0 => Cap(ref random),
        1 => Beanie(ref random),
        2 => Brimmed(ref random, brim: random.Uniform(0.8f, 1), droop: 0.12f),
        _ => Brimmed(ref random, brim: random.Uniform(0.72f, 0.82f), droop: 0.26f),
    };

    private static List<Piece> Cap(ref SplitMix64 random)
    {
        var height = random.Uniform(0.6f, 0.75f);
        var side = random.Chance(0.5f) ? 1 : -1;
        Vector2[] visor = new Outline(side * 0.1f, -0.02f).Curve(side * 0.9f, -0.12f, side * random.Uniform(0.95f, 1.1f), 0.12f).Curve(side * 0.6f, 0.16f, side * 0.05f, 0.12f).Points;
        return
        [
            new(new Outline(-0.55f, 0.05f).Curve(-0.6f, -height, 0, -height).Curve(0.58f, -height, 0.55f, 0.05f).Curve(0, 0.2f, -0.55f, 0.05f).Points),
            new(Outline.Band(new(side * -0.02f, -height + 0.02f), new(side * 0.1f, 0.08f), 0.025f), Cloth.Trim),
            new(visor, random.Chance(0.5f) ? Cloth.Accent : Cloth.Trim),
            new(Outline.Ellipse(new(0, -height), 0.05f, 0.035f), Cloth.Accent),
        ];
    }

    private static List<Piece> Beanie(ref SplitMix64 random)
    {
        var height = random.Uniform(0.7f, 0.95f);
        var pieces = new List<Piece>();
        if (random.Chance(0.5f))
        {
            pieces.Add(new(Outline.Ellipse(new(0, -height), 0.17f, 0.17f), Cloth.Accent));
        }

        pieces.Add(new(new Outline(-0.52f, 0.1f).Curve(-0.5f, -height, 0, -height).Curve(0.5f, -height, 0.52f, 0.1f).Points));
        pieces.Add(new(new Outline(-0.55f, -0.12f).Curve(0, -0.02f, 0.55f, -0.12f).Line(0.56f, 0.14f).Curve(0, 0.26f, -0.56f, 0.14f).Points, Cloth.Trim));
        return pieces;
    }

    private static List<Piece> Brimmed(ref SplitMix64 random, float brim, float droop)
    {
        var (height, top) = (random.Uniform(0.5f, 0.7f), random.Uniform(0.3f, 0.42f));
        return
        [
            new(new Outline(-0.45f, -0.02f).Curve(0, -0.2f, 0.45f, -0.02f).Line(brim, droop).Curve(0, droop * 2 + 0.16f, -brim, droop).Points),
            new(new Outline(-0.46f, 0.02f).Line(-top, -height + 0.1f).Curve(-top * 0.5f, -height - 0.06f, 0, -height + 0.03f).Curve(top * 0.5f, -height - 0.06f, top, -height + 0.1f).Line(0.46f, 0.02f).Curve(0, 0.16f, -0.46f, 0.02f).Points),
            new(new Outline(-0.45f, -0.12f).Curve(0, 0.02f, 0.45f, -0.12f).Line(0.46f, 0.02f).Curve(0, 0.16f, -0.46f, 0.02f).Points, random.Chance(0.7f) ? Cloth.Accent : Cloth.Lining),
        ];
    }

    public static List<Piece> Shoes(ref SplitMix64 random)
    {
        var one = random.NextInt32(3) switch
        {
            0 => Sneaker(ref random),
            1 => Boot(ref random),
            _ => Pump(ref random),
        };
        var pieces = new List<Piece>();
        var (second, turn) = (new Vector2(random.Uniform(-0.1f, 0.2f), random.Uniform(-0.62f, -0.48f)), random.Uniform(-0.15f, 0.15f));
        pieces.AddRange(one.Select(piece => piece with { Points = Array.ConvertAll(piece.Points, p => Vector2.Transform(p, Matrix3x2.CreateRotation(turn)) + second) }));
        pieces.AddRange(one);
        return pieces;
    }

    private static List<Piece> Sneaker(ref SplitMix64 random)
    {
        var toe = random.Uniform(0.85f, 1);
        var pieces = new List<Piece>
        {
            new(new Outline(-0.8f, 0.1f).Curve(-0.85f, -0.3f, -0.75f, -0.42f).Line(-0.35f, -0.38f).Curve(0.1f, -0.1f, 0.5f, -0.1f).Curve(toe, -0.05f, toe, 0.12f).Points),
            new(Outline.Ellipse(new(-0.54f, -0.4f), 0.2f, 0.06f), Cloth.Lining),
            new(new Outline(-0.85f, 0.08f).Line(toe + 0.03f, 0.08f).Curve(toe, 0.26f, toe - 0.15f, 0.26f).Line(-0.78f, 0.26f).Points, Cloth.Accent),
        };
        for (var i = 0; i < 4; i++)
        {
            var at = new Vector2(-0.28f + i * 0.15f, -0.3f + i * 0.065f);
            pieces.Add(new(Outline.Band(at, at + new Vector2(-0.08f, 0.17f), 0.045f), Cloth.Accent));
        }

        if (random.Chance(0.5f))
        {
            pieces.Add(new(new Outline(-0.5f, 0.05f).Curve(-0.2f, -0.05f, 0.25f, -0.08f).Curve(-0.1f, 0.06f, -0.5f, 0.05f).Points, Cloth.Trim));
        }

        return pieces;
    }

    private static List<Piece> Boot(ref SplitMix64 random)
    {
        var shaft = random.Uniform(0.55f, 0.75f);
        return
        [
            new(new Outline(-0.7f, 0.2f).Line(-0.72f, -shaft).Line(-0.15f, -shaft).Curve(-0.14f, -0.15f, 0.2f, -0.1f).Curve(0.78f, -0.05f, 0.8f, 0.2f).Points),
            new(Outline.Ellipse(new(-0.435f, -shaft), 0.28f, 0.06f), Cloth.Lining),
            new(new Outline(-0.74f, 0.17f).Line(0.84f, 0.17f).Line(0.8f, 0.28f).Line(-0.2f, 0.28f).Line(-0.25f, 0.36f).Line(-0.74f, 0.36f).Points, Cloth.Trim),
        ];
    }

    private static List<Piece> Pump(ref SplitMix64 random)
    {
        var heel = random.Uniform(0.05f, 0.45f);
        return
        [
            new(new Outline(-0.8f, -0.3f - heel / 2).Curve(-0.5f, 0.05f - heel / 3, 0, -0.02f).Curve(0.35f, -0.16f, 0.55f, -0.1f).Curve(0.95f, 0, 1, 0.18f).Line(0.4f, 0.2f).Curve(-0.2f, 0.1f - heel / 2, -0.75f, 0.1f - heel / 2).Points),
            new(new Outline(-0.62f, -0.2f - heel / 2).Curve(-0.3f, -0.02f - heel / 3, 0.05f, -0.02f).Curve(-0.2f, -0.16f - heel / 3, -0.62f, -0.2f - heel / 2).Points, Cloth.Lining),
            new([new(-0.76f, 0.06f - heel / 2), new(-0.5f, 0.07f - heel / 2), new(-0.6f, 0.22f), new(-0.7f, 0.22f)], Cloth.Trim),
        ];
    }
}
