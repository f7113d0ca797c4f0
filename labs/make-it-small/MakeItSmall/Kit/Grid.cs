namespace MakeItSmall.Kit;

/// <summary>A grid of integers for real numbers: the integer q represents <c>Scale * (q - Zero)</c>.</summary>
/// <param name="Scale">The step from one value to the next, above 0.</param>
/// <param name="Zero">The zero point: the integer that represents the number 0.</param>
/// <param name="Lowest">The smallest integer: 0 for uint8, -127 for int8.</param>
/// <param name="Highest">The largest integer: 255 for uint8, 127 for int8.</param>
public readonly record struct Grid(float Scale, int Zero, int Lowest, int Highest);
