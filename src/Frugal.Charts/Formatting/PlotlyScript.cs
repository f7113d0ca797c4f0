namespace Frugal.Charts.Formatting;

/// <summary>The script that draws charts, plotly.js, as the package Plotly.NET carries it.</summary>
internal static class PlotlyScript
{
    private static readonly Lazy<string?> Script = new(OfPackage);

    /// <summary>The script; null where the package has none.</summary>
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
