using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>What lies behind a garment: a floor, a wall, a bed sheet, tiles or a carpet, and scattered objects.</summary>
internal static class Backdrop
{
    /// <summary>Paints the canvas.</summary>
    /// <returns>The backdrop's main colour.</returns>
    public static Vector3 Paint(Canvas canvas, ref SplitMix64 random)
    {
        var (main, second) = (Palette.Room(ref random), Palette.Room(ref random));
        var (kind, noise) = (random.NextInt32(6), Noise.Draw(ref random));
        var (sin, cos) = MathF.SinCos(random.Uniform(-0.4f, 0.4f) + (random.Chance(0.5f) ? MathF.PI / 2 : 0));
        var (period, horizon, contrast) = (random.Uniform(0.15f, 0.4f), random.Uniform(-0.2f, 0.7f), random.Uniform(0.05f, 0.3f));
        for (var i = 0; i < canvas.Pixels.Length; i++)
        {
            var place = PlaceOf(i, canvas.Size);
            var turned = new Vector2(cos * place.X + sin * place.Y, cos * place.Y - sin * place.X);
            canvas.Pixels[i] = kind switch
            {
                1 => Planks(main, turned, period, contrast, noise),
                2 => main * (1 + contrast * 1.5f * (noise.At(new(turned.X * 1.2f, turned.Y * 4)) - 0.5f)),
                3 => Tiles(main, second, turned / (period * 1.6f)),
                4 => main * (1 + contrast * 2 * (noise.At(place * 30) - 0.5f)),
                5 => place.Y + 0.1f * sin * place.X < horizon ? main : second * (1 + contrast * (noise.At(place * 14) - 0.5f)),
                _ => main,
            };
        }

        var things = random.NextInt32(4);
        for (var i = 0; i < things; i++)
        {
            Clutter(canvas, ref random, onTop: false);
        }

        return main;
    }

    /// <summary>Paints an object behind the garment, or a smaller one on top of it.</summary>
    public static void Clutter(Canvas canvas, ref SplitMix64 random, bool onTop)
    {
        var angle = random.Uniform(0, 2 * MathF.PI);
        var (sin, cos) = MathF.SinCos(angle);
        var centre = onTop
            ? new Vector2(random.Uniform(-0.7f, 0.7f), random.Uniform(-0.7f, 0.7f))
            : new Vector2(cos, sin) * random.Uniform(0.6f, 1.1f);
        var size = onTop ? random.Uniform(0.08f, 0.2f) : random.Uniform(0.15f, 0.5f);
        var outline = random.NextInt32(3) switch
        {
            0 => Outline.Ellipse(centre, size, size * random.Uniform(0.4f, 1)),
            1 => Outline.Band(centre, centre + new Vector2(sin, cos) * size * 3, size * random.Uniform(0.2f, 0.5f)),
            _ => Outline.Band(centre - new Vector2(sin, cos) * size, centre + new Vector2(sin, cos) * size, size * 1.4f),
        };
        var half = canvas.Size / 2f;
        var mask = new Mask(canvas.Size);
        mask.Cover(Array.ConvertAll(outline, point => (point + Vector2.One) * half));
        var (colour, shade) = (Palette.Textile(ref random), Noise.Draw(ref random));
        canvas.Paint(mask, i => colour * (0.85f + 0.3f * shade.At(PlaceOf(i, canvas.Size) * 4)));
    }

    /// <summary>The position of pixel <paramref name="index"/>, from -1 to 1 across the canvas.</summary>
    public static Vector2 PlaceOf(int index, int size) =>
        new((index % size + 0.5f) * 2 / size - 1, (index / size + 0.5f) * 2 / size - 1);

    private static Vector3 Planks(Vector3 colour, Vector2 place, float period, float contrast, Noise noise)
    {
        var plank = (int)MathF.Floor(place.Y / period);
        var inPlank = place.Y / period - plank;
        var grain = noise.At(new(place.X * 3 + plank * 7, place.Y * 40)) - 0.5f;
        var tone = 1 + contrast * (noise.Value(plank, 0) - 0.5f) * 2 + grain * 0.25f;
        return colour * (inPlank < 0.07f ? 0.55f : tone);
    }

    private static Vector3 Tiles(Vector3 main, Vector3 second, Vector2 place)
    {
        var (x, y) = (MathF.Floor(place.X), MathF.Floor(place.Y));
        var grout = MathF.Min(place.X - x, place.Y - y) < 0.06f;
        return grout ? Vector3.Lerp(main, new(0.5f), 0.6f) : ((int)x + (int)y & 1) == 0 ? main : Vector3.Lerp(main, second, 0.35f);
    }
}
