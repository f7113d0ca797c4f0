namespace Frugal.Data;

/// <summary>How to fill pixels outside a rotated or shifted image.</summary>
public enum Border
{
    /// <summary>Repeat the edge pixels.</summary>
    Edge,

    /// <summary>White.</summary>
    White,
}

/// <summary>
/// Random augmentation of training images, drawn again for each use: one affine warp, a colour change, an erased rectangle.
/// The defaults suit photos of single objects; a value of 0 disables that part.
/// </summary>
public sealed record Augmentation
{
    /// <summary>Probability of a horizontal flip.</summary>
    public float Flip { get; init => field = Probability(value, nameof(Flip)); } = 0.5f;

    /// <summary>Minimum share of the image area that a random crop keeps: the share is uniform in [MinArea, 1], the position is random.</summary>
    public float MinArea
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MinArea), value, "An area is above 0 and at most 1.");
    } = 0.6f;

    /// <summary>Maximum change of the aspect ratio; the factor is log-uniform in [1 / Aspect, Aspect].</summary>
    public float Aspect
    {
        get;
        init => field = value is >= 1 and <= 4 ? value : throw new ArgumentOutOfRangeException(nameof(Aspect), value, "An aspect is from 1 to 4.");
    } = 1.2f;

    /// <summary>Maximum rotation in degrees, in either direction.</summary>
    public float Rotation { get; init => field = Within(value, 180, nameof(Rotation)); } = 12;

    /// <summary>Maximum horizontal shear: sideways shift per row down, in either direction.</summary>
    public float Shear { get; init => field = Within(value, 1, nameof(Shear)); } = 0.1f;

    /// <summary>Maximum shift beyond the image's edge, as a fraction of half its side, in either direction.</summary>
    public float Translate { get; init => field = Within(value, 1, nameof(Translate)); }

    /// <summary>How to fill pixels beyond the edge.</summary>
    public Border Border { get; init; } = Border.Edge;

    /// <summary>Brightness is multiplied by 1 ± this.</summary>
    public float Brightness { get; init => field = Within(value, 1, nameof(Brightness)); } = 0.3f;

    /// <summary>The distance to the image's mean is multiplied by 1 ± this.</summary>
    public float Contrast { get; init => field = Within(value, 1, nameof(Contrast)); } = 0.3f;

    /// <summary>The distance to grey is multiplied by 1 ± this.</summary>
    public float Saturation { get; init => field = Within(value, 1, nameof(Saturation)); } = 0.3f;

    /// <summary>Red, green and blue are each multiplied by 1 ± this: a cheap hue shift, like a change of lighting.</summary>
    public float Tint { get; init => field = Within(value, 1, nameof(Tint)); }

    /// <summary>Probability of conversion to greyscale.</summary>
    public float Grey { get; init => field = Probability(value, nameof(Grey)); }

    /// <summary>Probability of erasing a rectangle (Zhong et al., "Random Erasing", 2020).</summary>
    public float Erase { get; init => field = Probability(value, nameof(Erase)); } = 0.25f;

    /// <summary>Minimum and maximum share of the image area that the rectangle covers.</summary>
    public (float Least, float Most) EraseArea
    {
        get;
        init => field = value is { Least: > 0, Most: < 1 } && value.Least <= value.Most
            ? value
            : throw new ArgumentOutOfRangeException(nameof(EraseArea), value, "Areas lie between 0 and 1, the least first.");
    } = (0.02f, 0.25f);

    private static float Probability(float value, string name) => Within(value, 1, name);

    private static float Within(float value, float most, string name) =>
        value >= 0 && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is from 0 to {most}.");
}
