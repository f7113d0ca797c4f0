namespace Frugal.Charts.Formatting;

/// <summary>plotly.js, the script that draws charts, as included in the package Plotly.NET.</summary>
internal static class PlotlyScript
{
    private static readonly Lazy<string?> Script = new(OfPackage);

    /// <summary>The script; null if the package does not contain it.</summary>
    public static string? Read() => Script.Value;

    private static string? OfPackage()
    {
        var assembly = typeof(Plotly.NET.GenericChart).Assembly;
        if (assembly.GetManifestResourceNames().FirstOrDefault(name => name.Contains("plotly", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".min.js", StringComparison.Ordinal)) is not { } resource)
        {
            return null;
        }

        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
