using System.Numerics;
using Frugal.Imaging;

namespace Frugal.Data.Garments;

/// <summary>
/// Renders one garment as in a photo: slightly rotated on a backdrop, folded, lit from one side, sometimes partly covered, with
/// sensor noise. The result depends only on the given random numbers.
/// </summary>
internal static class GarmentRenderer
{
    /// <summary>Class names in label order; the same as in clothing-small.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt"];

    /// <summary>An image of <paramref name="size"/> x <paramref name="size"/> pixels of a garment of class <paramref name="label"/>.</summary>
    public static RgbImage Render(int label, int size, ref SplitMix64 random)
    {
        var canvas = new Canvas(size);
        var backdrop = Backdrop.Paint(canvas, ref random);
        var pieces = PiecesOf(label, ref random);
        var fabric = new Fabric(backdrop, ref random);
        var toCanvas = Placement(pieces, size, ref random);
        var outlines = pieces.ConvertAll(piece => Array.ConvertAll(piece.Points, point => Vector2.Transform(point, toCanvas)));
        CastShadow(canvas, outlines, ref random);
        Matrix3x2.Invert(toCanvas, out var toGarment);
        var (mask, inner) = (new Mask(size), new Mask(size));
        for (var i = 0; i < pieces.Count; i++)
        {
            var cloth = pieces[i].Cloth;
            mask.Cover(outlines[i]);
            inner.Blur(mask, Math.Max(1, size / 64));
            canvas.Paint(mask, at =>
            {
                var pixel = new Vector2(at % size + 0.5f, at / size + 0.5f);
                var rim = 1 - 0.55f * Math.Clamp(1 - inner.Values[at], 0, 0.6f);   // cloth is darker where it bends away
                return fabric.ColourAt(Vector2.Transform(pixel, toGarment), cloth) * rim;
            });
        }

        if (random.Chance(0.2f))
        {
            Backdrop.Clutter(canvas, ref random, onTop: true);
        }

        Photograph(canvas, ref random);
        return canvas.ToImage();
    }

    private static List<Piece> PiecesOf(int label, ref SplitMix64 random) => label switch
    {
        0 => Tops.Dress(ref random),
        1 => Accessories.Hat(ref random),
        2 => Tops.Longsleeve(ref random),
        3 => Tops.Outwear(ref random),
        4 => Bottoms.Pants(ref random),
        5 => Tops.Shirt(ref random),
        6 => Accessories.Shoes(ref random),
        7 => Bottoms.Shorts(ref random),
        8 => Bottoms.Skirt(ref random),
        9 => Tops.TShirt(ref random),
        _ => throw new ArgumentOutOfRangeException(nameof(label), label, $"Labels are 0 to {Classes.Count - 1}."),
    };

    /// <summary>The map from garment to canvas: centred, scaled to a part of the image, stretched, rotated, mirrored, shifted.</summary>
    private static Matrix3x2 Placement(List<Piece> pieces, int size, ref SplitMix64 random)
    {
        var points = pieces.SelectMany(piece => piece.Points);
        var (low, high) = points.Aggregate((new Vector2(float.MaxValue), new Vector2(float.MinValue)), (box, p) => (Vector2.Min(box.Item1, p), Vector2.Max(box.Item2, p)));
        var extent = high - low;
        var part = random.Uniform(0.68f, 0.95f);
        var scale = size * part / Math.Max(extent.X, extent.Y);
        var stretch = MathF.Exp(random.Uniform(-0.12f, 0.12f));
        var free = (1 - part) / 2 + 0.05f;
        return Matrix3x2.CreateTranslation(-(low + high) / 2)
            * Matrix3x2.CreateScale(scale * stretch * (random.Chance(0.5f) ? -1 : 1), scale / stretch)
            * Matrix3x2.CreateSkew(random.Uniform(-0.08f, 0.08f), 0)
            * Matrix3x2.CreateRotation(random.Normal() * 0.18f)
            * Matrix3x2.CreateTranslation(new Vector2(0.5f + random.Uniform(-free, free), 0.5f + random.Uniform(-free, free)) * size);
    }

    private static void CastShadow(Canvas canvas, List<Vector2[]> outlines, ref SplitMix64 random)
    {
        var offset = new Vector2(random.Uniform(-0.03f, 0.03f), random.Uniform(0, 0.04f)) * canvas.Size;
        var depth = random.Uniform(0.15f, 0.5f);
        var (shadow, piece, soft) = (new Mask(canvas.Size), new Mask(canvas.Size), new Mask(canvas.Size));
        foreach (var outline in outlines)
        {
            piece.Cover(outline, offset);
            shadow.Add(piece);
        }

        soft.Blur(shadow, Math.Max(1, canvas.Size / 40));
        for (var i = 0; i < canvas.Pixels.Length; i++)
        {
            canvas.Pixels[i] *= 1 - depth * soft.Values[i];
        }
    }

    /// <summary>Applies side light, a colour tint, exposure and sensor noise.</summary>
    private static void Photograph(Canvas canvas, ref SplitMix64 random)
    {
        var (sin, cos) = MathF.SinCos(random.Uniform(0, 2 * MathF.PI));
        var slope = new Vector2(cos, sin) * random.Uniform(0, 0.3f);
        var tint = new Vector3(random.Uniform(0.88f, 1.12f), 1, random.Uniform(0.85f, 1.12f)) * random.Uniform(0.7f, 1.2f);
        var grain = random.Uniform(0.005f, 0.04f);
        for (var i = 0; i < canvas.Pixels.Length; i++)
        {
            var light = 1 + Vector2.Dot(Backdrop.PlaceOf(i, canvas.Size), slope);
            var noise = new Vector3(random.NextSingle(), random.NextSingle(), random.NextSingle()) - new Vector3(0.5f);
            canvas.Pixels[i] = canvas.Pixels[i] * tint * light + noise * (grain * 3.5f);   // uniform noise of standard deviation about grain
        }
    }
}
