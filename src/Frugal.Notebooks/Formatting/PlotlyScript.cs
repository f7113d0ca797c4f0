namespace Frugal.Notebooks.Formatting;

/// <summary>
/// The script that draws charts: the npm package plotly.js-cartesian-dist-min of the checkout, which has the course's kinds of chart in a third
/// of the whole library's bytes, or the script that the public Plotly.NET package carries.
/// </summary>
internal static class PlotlyScript
{
    private static readonly Lazy<string?> Script = new(() => OfCheckout() ?? OfPackage());

    /// <summary>The script; null where there is none.</summary>
    public static string? Read() => Script.Value;

    private static string? OfCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "eng", "npm", "node_modules", "plotly.js-cartesian-dist-min", "plotly-cartesian.min.js");
            if (File.Exists(file))
            {
                return File.ReadAllText(file);
            }
        }

        return null;
    }

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
