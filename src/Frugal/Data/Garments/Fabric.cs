using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>A garment's colours, pattern and folds, as functions of a position on the garment.</summary>
internal sealed class Fabric
{
    private enum Pattern { Plain, Stripes, Hoops, Checks, Dots, Blocks, Camouflage }

    private readonly Pattern pattern;
    private readonly Vector3 ground;
    private readonly Vector3 figure;
    private readonly Vector3 accent;
    private readonly float period;
    private readonly float duty;
    private readonly float weave;
    private readonly Noise noise;
    private readonly Fold[] folds;

    public Fabric(Vector3 backdrop, ref SplitMix64 random)
    {
        ground = Palette.Unlike(backdrop, ref random);
        figure = Palette.Textile(ref random);
        accent = Palette.Unlike(ground, ref random);
        pattern = random.Chance(0.5f) ? Pattern.Plain : (Pattern)(1 + random.NextInt32(6));
        period = random.Uniform(0.1f, 0.34f);
        duty = random.Uniform(0.25f, 0.65f);
        weave = random.Uniform(0, 0.12f);
        noise = Noise.Draw(ref random);
        folds = new Fold[2 + random.NextInt32(5)];
        for (var i = 0; i < folds.Length; i++)
        {
            folds[i] = Fold.Draw(ref random);
        }
    }

    /// <summary>The colour at <paramref name="place"/> in the garment's coordinates, including folds and weave.</summary>
    public Vector3 ColourAt(Vector2 place, Cloth cloth)
    {
        var colour = cloth switch
        {
            Cloth.Accent => accent,
            Cloth.Lining => ground * 0.35f,
            Cloth.Trim => Vector3.Lerp(ground, ground.Length() > 0.7f ? Vector3.Zero : Vector3.One, 0.28f),
            _ => Vector3.Lerp(ground, figure, FigureAt(place)),
        };
        var light = 1 + (noise.At(place * 22) - 0.5f) * weave + (noise.At(place * 2.2f) - 0.5f) * 0.22f;
        foreach (var fold in folds)
        {
            light += fold.LightAt(place);
        }

        return colour * light;
    }

    private float FigureAt(Vector2 place) => pattern switch
    {
        Pattern.Stripes => Wave(place.X),
        Pattern.Hoops => Wave(place.Y),
        Pattern.Checks => (Wave(place.X) + Wave(place.Y)) / 2,
        Pattern.Dots => DotAt(place),
        Pattern.Blocks => place.Y < duty - 0.4f ? 1 : 0,
        Pattern.Camouflage => noise.At(place * (0.8f / period)) > 0.55f ? 1 : 0,
        _ => 0,
    };

    private float Wave(float x)
    {
        var t = x / period;
        return t - MathF.Floor(t) < duty ? 1 : 0;
    }

    private float DotAt(Vector2 place)
    {
        var t = place / period;
        var offset = new Vector2(t.X - MathF.Floor(t.X), t.Y - MathF.Floor(t.Y)) - new Vector2(0.5f);
        return offset.Length() < duty * 0.6f ? 1 : 0;
    }

    /// <summary>A crease: lighter on one side, darker on the other, fading along its length.</summary>
    private readonly record struct Fold(Vector2 Centre, Vector2 Along, float Width, float Length, float Depth)
    {
        public static Fold Draw(ref SplitMix64 random)
        {
            var (sin, cos) = MathF.SinCos(random.Uniform(0.5f, 2.6f));
            return new(
                new(random.Uniform(-0.6f, 0.6f), random.Uniform(-0.8f, 0.8f)), new(cos, sin),
                random.Uniform(0.04f, 0.12f), random.Uniform(0.25f, 0.7f), random.Uniform(-0.5f, 0.5f));
        }

        public float LightAt(Vector2 place)
        {
            var offset = place - Centre;
            var across = (offset.X * Along.Y - offset.Y * Along.X) / Width;
            var along = Vector2.Dot(offset, Along) / Length;
            var squares = across * across + along * along;
            return squares > 8 ? 0 : Depth * across * MathF.Exp(-squares);
        }
    }
}
