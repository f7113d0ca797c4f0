using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>Garments worn above the waist: t-shirts, longsleeves, shirts, jackets and coats; also dresses, which start the same way.</summary>
internal static class Tops
{
    public static List<Piece> TShirt(ref SplitMix64 random)
    {
        var body = Body.Draw(ref random, hem: random.Uniform(0.6f, 0.85f));
        var pieces = new List<Piece>();
        AddSleeves(pieces, body, ref random, length: random.Uniform(0.34f, 0.5f), wrist: random.Uniform(0.15f, 0.19f), angle: random.Uniform(35, 65));
        pieces.Add(new(body.Torso()));
        AddNeck(pieces, body, random.Chance(0.25f) ? 0.34f : random.Uniform(0.12f, 0.2f));
        if (random.Chance(0.35f))
        {
            AddPrint(pieces, ref random);
        }

        return pieces;
    }

    public static List<Piece> Longsleeve(ref SplitMix64 random)
    {
        var body = Body.Draw(ref random, hem: random.Uniform(0.6f, 0.85f));
        var pieces = new List<Piece>();
        AddLongSleeves(pieces, body, ref random, cuffs: random.Chance(0.6f));
        pieces.Add(new(body.Torso()));
        if (random.Chance(0.5f))
        {
            pieces.Add(new(Outline.Box(-body.HemWidth, body.Hem - 0.09f, body.HemWidth, body.Hem), Cloth.Trim));
        }

        AddNeck(pieces, body, random.Uniform(0.1f, 0.18f));
        if (random.Chance(0.3f))
        {
            AddPrint(pieces, ref random);
        }

        return pieces;
    }

    public static List<Piece> Shirt(ref SplitMix64 random)
    {
        var body = Body.Draw(ref random, hem: random.Uniform(0.7f, 0.9f));
        var pieces = new List<Piece>();
        if (random.Chance(0.3f))
        {
            AddSleeves(pieces, body, ref random, length: random.Uniform(0.38f, 0.5f), wrist: 0.18f, angle: random.Uniform(35, 60));
        }
        else
        {
            AddLongSleeves(pieces, body, ref random, cuffs: true);
        }

        pieces.Add(new(body.Torso(roundHem: random.Chance(0.6f))));
        pieces.Add(new(Outline.Box(-0.055f, body.Neck + 0.1f, 0.055f, body.Hem), Cloth.Trim));
        for (var y = body.Neck + 0.2f; y < body.Hem - 0.06f; y += 0.19f)
        {
            pieces.Add(new(Outline.Ellipse(new(0, y), 0.036f, 0.036f), Cloth.Accent));
        }

        if (random.Chance(0.6f))
        {
            pieces.Add(new(Outline.Box(0.14f, -0.3f, 0.36f, -0.05f), Cloth.Trim));
        }

        AddCollar(pieces, body, random.Uniform(0.2f, 0.3f));
        return pieces;
    }

    public static List<Piece> Outwear(ref SplitMix64 random)
    {
        var body = Body.Draw(ref random, hem: random.Uniform(0.75f, 1.25f), wide: 1.15f);
        var pieces = new List<Piece>();
        var hood = random.Chance(0.35f);
        if (hood)
        {
            pieces.Add(new(Outline.Ellipse(new(0, body.Neck - 0.08f), body.NeckWidth * 1.7f, 0.26f)));
            pieces.Add(new(Outline.Ellipse(new(0, body.Neck - 0.03f), body.NeckWidth * 1.1f, 0.17f), Cloth.Lining));
        }

        AddLongSleeves(pieces, body, ref random, cuffs: random.Chance(0.5f), wide: 1.25f);
        pieces.Add(new(body.Torso()));
        var gap = random.Uniform(0.04f, 0.22f);
        pieces.Add(new(new Outline(0.05f, body.Neck).Line(gap, body.Hem).Mirrored().Points, Cloth.Lining));
        if (random.Chance(0.5f))
        {
            var under = gap * 0.9f;
            pieces.Add(new(new Outline(0.03f, body.Neck + 0.1f).Line(under, body.Hem - 0.06f).Mirrored().Points, Cloth.Accent));
        }

        for (var side = -1; side <= 1; side += 2)
        {
            var pocket = Outline.Band(new(side * 0.2f, body.Hem - 0.32f), new(side * 0.38f, body.Hem - 0.42f), 0.06f);
            pieces.Add(new(pocket, Cloth.Trim));
            if (!hood)
            {
                var lapel = new Outline(body.NeckWidth, body.Neck).Line(body.NeckWidth + 0.14f, body.Neck + 0.3f).Line(0.06f, body.Neck + 0.72f).Line(0.03f, body.Neck + 0.1f).Points;
                pieces.Add(new(side < 0 ? Outline.Flipped(lapel) : lapel, Cloth.Trim));
            }
        }

        return pieces;
    }

    public static List<Piece> Dress(ref SplitMix64 random)
    {
        var body = Body.Draw(ref random, hem: 0.05f, wide: 0.85f);
        var pieces = new List<Piece>();
        if (random.Chance(0.55f))
        {
            AddSleeves(pieces, body, ref random, length: random.Uniform(0.22f, 0.42f), wrist: 0.14f, angle: random.Uniform(30, 60));
        }

        var (waist, hem, flare) = (body.HemWidth * random.Uniform(0.72f, 0.88f), random.Uniform(1.1f, 1.6f), random.Uniform(0.55f, 0.95f));
        pieces.Add(new(new Outline(waist, 0.02f).Curve(waist + 0.12f, 0.35f, flare, hem).Curve(0, hem + 0.14f, -flare, hem).Curve(-waist - 0.12f, 0.35f, -waist, 0.02f).Points));
        pieces.Add(new(body.Torso(waist)));
        if (random.Chance(0.6f))
        {
            pieces.Add(new(Outline.Box(-waist, -0.02f, waist, 0.07f), Cloth.Trim));
        }

        AddNeck(pieces, body, random.Uniform(0.14f, 0.36f));
        return pieces;
    }

    private static void AddLongSleeves(List<Piece> pieces, Body body, ref SplitMix64 random, bool cuffs, float wide = 1)
    {
        var (length, angle) = (random.Uniform(1.1f, 1.35f), random.Uniform(10, 50));
        AddSleeves(pieces, body, ref random, length, random.Uniform(0.09f, 0.12f) * wide, angle, cuffs);
    }

    private static void AddSleeves(List<Piece> pieces, Body body, ref SplitMix64 random, float length, float wrist, float angle, bool cuffs = false)
    {
        for (var side = -1; side <= 1; side += 2)
        {
            var own = angle + random.Uniform(-8, 8);
            var bend = random.Uniform(-10, 25) * Math.Min(1, length);
            var shoulder = new Vector2(body.Shoulder, body.ShoulderTop);
            var elbow = shoulder + Along(own) * length / 2;
            var end = elbow + Along(own - bend) * length / 2;
            var across = Across(own - bend) * wrist;
            var middle = Across(own) * (wrist + 0.05f);
            Vector2[] sleeve =
            [
                shoulder + new Vector2(-0.14f, -0.05f), shoulder, elbow + middle, end + across,
                end - across, elbow - middle, new(body.Width * 0.96f, body.Armpit + 0.06f), new(body.Width * 0.5f, body.Armpit),
            ];
            pieces.Add(new(side < 0 ? Outline.Flipped(sleeve) : sleeve));
            if (cuffs)
            {
                var cuff = Outline.Band(end - Along(own - bend) * 0.1f, end, wrist * 2.1f);
                pieces.Add(new(side < 0 ? Outline.Flipped(cuff) : cuff, Cloth.Trim));
            }
        }
    }

    private static Vector2 Along(float degrees)
    {
        var (sin, cos) = MathF.SinCos(degrees * MathF.PI / 180);
        return new(sin, cos);
    }

    private static Vector2 Across(float degrees)
    {
        var along = Along(degrees);
        return new(along.Y, -along.X);
    }

    private static void AddNeck(List<Piece> pieces, Body body, float depth)
    {
        var (width, top) = (body.NeckWidth, body.Neck);
        pieces.Add(new(new Outline(-width - 0.05f, top + 0.02f).Curve(0, top + 2 * depth + 0.1f, width + 0.05f, top + 0.02f).Line(width, top - 0.03f).Line(-width, top - 0.03f).Points, Cloth.Trim));
        pieces.Add(new(new Outline(-width, top).Curve(0, top + 2 * depth, width, top).Curve(0, top - 0.08f, -width, top).Points, Cloth.Lining));
    }

    private static void AddCollar(List<Piece> pieces, Body body, float length)
    {
        var (width, top) = (body.NeckWidth, body.Neck);
        pieces.Add(new(new Outline(-width, top).Line(0, top + 0.16f).Line(width, top).Curve(0, top - 0.1f, -width, top).Points, Cloth.Lining));
        Vector2[] right = [new(width, top - 0.06f), new(width + 0.09f, top + 0.06f), new(width * 0.75f, top + length), new(0, top + 0.15f)];
        pieces.Add(new(right, Cloth.Trim));
        pieces.Add(new(Outline.Flipped(right), Cloth.Trim));
    }

    private static void AddPrint(List<Piece> pieces, ref SplitMix64 random)
    {
        var centre = new Vector2(random.Uniform(-0.05f, 0.05f), random.Uniform(-0.2f, 0.1f));
        var size = random.Uniform(0.12f, 0.24f);
        pieces.Add(new(random.NextInt32(3) switch
        {
            0 => Outline.Ellipse(centre, size, size * random.Uniform(0.6f, 1)),
            1 => Outline.Box(centre.X - size, centre.Y - size * 0.6f, centre.X + size, centre.Y + size * 0.6f),
            _ => [centre + new Vector2(0, -size), centre + new Vector2(size, size), centre + new Vector2(-size, size)],
        }, Cloth.Accent));
    }

    /// <summary>The measurements of a torso.</summary>
    private sealed record Body(float NeckWidth, float Shoulder, float Width, float HemWidth, float Hem)
    {
        public float Neck => -0.8f;

        public float ShoulderTop => -0.68f;

        public float Armpit => -0.28f;

        public static Body Draw(ref SplitMix64 random, float hem, float wide = 1)
        {
            var width = random.Uniform(0.4f, 0.52f) * wide;
            return new(random.Uniform(0.16f, 0.24f), width + random.Uniform(0, 0.06f), width, width * random.Uniform(0.92f, 1.15f), hem);
        }

        public Vector2[] Torso(float? hemWidth = null, bool roundHem = false)
        {
            var bottom = hemWidth ?? HemWidth;
            var outline = new Outline(NeckWidth, Neck).Line(Shoulder, ShoulderTop).Curve(Width * 0.92f, -0.45f, Width, Armpit).Line(bottom, roundHem ? Hem - 0.1f : Hem);
            if (roundHem)
            {
                outline.Curve(bottom * 0.7f, Hem + 0.06f, bottom * 0.2f, Hem);
            }

            return outline.Mirrored().Points;
        }
    }
}
