namespace Frugal.Cli.Commands.Notebooks;

/// <summary>The script that draws charts in pages, from the npm package plotly.js-dist-min of the checkout.</summary>
internal static class PlotlyScript
{
    /// <summary>The script; null where the package is not installed.</summary>
    public static string? Read()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "eng", "npm", "node_modules", "plotly.js-dist-min", "plotly.min.js");
            if (File.Exists(file))
            {
                return File.ReadAllText(file);
            }
        }

        return null;
    }
}
