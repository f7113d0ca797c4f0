namespace MakeItSmall.Kit;

/// <summary>An interval of real numbers that a grid of integers has to cover.</summary>
/// <param name="Min">The lower end.</param>
/// <param name="Max">The upper end.</param>
public readonly record struct ValueRange(float Min, float Max);
