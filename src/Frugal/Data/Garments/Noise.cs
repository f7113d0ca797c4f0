using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>Smooth noise from 0 to 1: random values on a grid, interpolated (Perlin's "value noise").</summary>
internal readonly struct Noise(uint seed)
{
    public static Noise Draw(ref SplitMix64 random) => new((uint)random.Next());

    public float At(Vector2 place)
    {
        var (x, y) = ((int)MathF.Floor(place.X), (int)MathF.Floor(place.Y));
        var (fx, fy) = (Smooth(place.X - x), Smooth(place.Y - y));
        var top = Value(x, y) + (Value(x + 1, y) - Value(x, y)) * fx;
        var bottom = Value(x, y + 1) + (Value(x + 1, y + 1) - Value(x, y + 1)) * fx;
        return top + (bottom - top) * fy;
    }

    /// <summary>The random value of a grid point.</summary>
    public float Value(int x, int y)
    {
        var hash = seed ^ (uint)x * 0x9E3779B1 ^ (uint)y * 0x85EBCA77;
        hash = (hash ^ (hash >> 15)) * 0x2C1B3C6D;
        hash = (hash ^ (hash >> 12)) * 0x297A2D39;
        return (hash ^ (hash >> 15)) * (1f / uint.MaxValue);
    }

    private static float Smooth(float t) => t * t * (3 - 2 * t);
}
