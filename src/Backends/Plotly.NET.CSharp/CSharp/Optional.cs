namespace Plotly.NET.CSharp;

/// <summary>An optional argument: given where <paramref name="IsSome"/>.</summary>
public readonly record struct Optional<T>(T Value, bool IsSome)
{
    public static implicit operator Optional<T>(T Value) => new(Value, true);
}
