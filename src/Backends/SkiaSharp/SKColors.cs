namespace SkiaSharp;

/// <summary>The named colours that the course uses.</summary>
public struct SKColors
{
    public static SKColor Empty => new(0x00000000);

    public static SKColor Transparent = new(0x00FFFFFF);
    public static SKColor Black = new(0xFF000000);
    public static SKColor White = new(0xFFFFFFFF);
    public static SKColor Gray = new(0xFF808080);
    public static SKColor Red = new(0xFFFF0000);
    public static SKColor Green = new(0xFF008000);
    public static SKColor Blue = new(0xFF0000FF);
    public static SKColor Yellow = new(0xFFFFFF00);
}
