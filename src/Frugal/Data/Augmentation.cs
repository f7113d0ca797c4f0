namespace Frugal.Data;

/// <summary>What lies outside a picture that has been turned or moved.</summary>
public enum Border
{
    /// <summary>The pixels of the edge, repeated.</summary>
    Edge,

    /// <summary>White.</summary>
    White,
}

/// <summary>
/// How training pictures are varied, each time anew: one affine warp, a change of colours, a rectangle painted over.
/// The defaults suit photos of single objects; a value of 0 switches that part off.
/// </summary>
public sealed record Augmentation
{
    /// <summary>Chance that left and right are swapped.</summary>
    public float Flip { get; init => field = Probability(value, nameof(Flip)); } = 0.5f;

    /// <summary>The least part of the picture's area that is kept: the part is uniform in [MinArea, 1], its place anywhere inside.</summary>
    public float MinArea
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MinArea), value, "An area is above 0 and at most 1.");
    } = 0.6f;

    /// <summary>The most that width and height are stretched against each other; log-uniform in [1 / Aspect, Aspect].</summary>
    public float Aspect
    {
        get;
        init => field = value is >= 1 and <= 4 ? value : throw new ArgumentOutOfRangeException(nameof(Aspect), value, "An aspect is from 1 to 4.");
    } = 1.2f;

    /// <summary>The most degrees that the picture is turned, either way.</summary>
    public float Rotation { get; init => field = Within(value, 180, nameof(Rotation)); } = 12;

    /// <summary>The most that a row is moved sideways for each row down, either way.</summary>
    public float Shear { get; init => field = Within(value, 1, nameof(Shear)); } = 0.1f;

    /// <summary>The most that the picture is moved beyond its edge, as a part of half its side, either way.</summary>
    public float Translate { get; init => field = Within(value, 1, nameof(Translate)); }

    /// <summary>What is seen beyond the edge.</summary>
    public Border Border { get; init; } = Border.Edge;

    /// <summary>Brightness is multiplied by 1 ± this.</summary>
    public float Brightness { get; init => field = Within(value, 1, nameof(Brightness)); } = 0.3f;

    /// <summary>The distance to the picture's mean is multiplied by 1 ± this.</summary>
    public float Contrast { get; init => field = Within(value, 1, nameof(Contrast)); } = 0.3f;

    /// <summary>The distance to grey is multiplied by 1 ± this.</summary>
    public float Saturation { get; init => field = Within(value, 1, nameof(Saturation)); } = 0.3f;

    /// <summary>Red, green and blue are each multiplied by 1 ± this: a cheap shift of hue, like the light of another lamp.</summary>
    public float Tint { get; init => field = Within(value, 1, nameof(Tint)); }

    /// <summary>Chance that the picture loses its colours.</summary>
    public float Grey { get; init => field = Probability(value, nameof(Grey)); }

    /// <summary>Chance that a rectangle is painted over (Zhong et al., "Random Erasing", 2020).</summary>
    public float Erase { get; init => field = Probability(value, nameof(Erase)); } = 0.25f;

    /// <summary>The least and the most of the area that the rectangle takes.</summary>
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
