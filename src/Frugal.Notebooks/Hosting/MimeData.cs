using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Hosting;

/// <summary>Converts MIME bundles to the map that is sent between processes.</summary>
internal static class MimeData
{
    public static Dictionary<string, string> Of(MimeBundle bundle) => bundle.Types.ToDictionary(type => type, type => bundle[type]!);

    public static MimeBundle Bundle(Dictionary<string, string> data)
    {
        var bundle = new MimeBundle(data[Mime.Text]);
        foreach (var (type, value) in data)
        {
            bundle.Set(type, value);
        }

        return bundle;
    }
}
