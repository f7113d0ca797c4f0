using System.Collections.Concurrent;

namespace Frugal.Charts.Formatting;

/// <summary>
/// Formats values as MIME bundles. A type may have one formatter per MIME type; a type without a formatter uses that of the nearest registered
/// base type or interface. A value without any formatter is shown as text, and collections and records also as tables.
/// </summary>
public static class Formatters
{
    private static readonly ConcurrentDictionary<(Type Type, string Mime), Func<object, string?>> Registered = new();

    static Formatters()
    {
        Register<HtmlFragment>(Mime.Html, fragment => fragment.Html);
        PictureFormatters.Register();
        ChartFormatters.Register();
    }

    /// <summary>
    /// Formats values of <typeparamref name="T"/> by <paramref name="format"/> for front ends that show <paramref name="mime"/>. Images are in base 64,
    /// JSON types are JSON text; null omits the representation.
    /// </summary>
    public static void Register<T>(string mime, Func<T, string?> format)
    {
        ArgumentException.ThrowIfNullOrEmpty(mime);
        ArgumentNullException.ThrowIfNull(format);
        Registered[(typeof(T), mime)] = value => format((T)value);
    }

    /// <summary>All representations of <paramref name="value"/>. If a formatter fails, the text says so; the cell does not fail.</summary>
    public static MimeBundle Format(object? value)
    {
        if (value is MimeBundle ready)
        {
            return ready;
        }

        var bundle = new MimeBundle("null");
        if (value is null)
        {
            return bundle;
        }

        List<string> failures = [];
        foreach (var (mime, format) in For(value.GetType()))
        {
            Try(bundle, mime, () => format(value), failures);
        }

        if (bundle[Mime.Text] == "null")
        {
            Try(bundle, Mime.Text, () => ValueText.Of(value), failures);
        }

        if (!bundle.Types.Any(type => type != Mime.Text) && ValueTable.Of(value) is { } table)
        {
            bundle.Set(Mime.Html, table.ToHtml());
        }

        if (failures.Count > 0)
        {
            bundle.Set(Mime.Text, string.Join('\n', failures.Prepend(bundle[Mime.Text] == "null" ? value.GetType().Name : bundle[Mime.Text]!)));
        }

        return bundle;
    }

    /// <summary>The table that shows <paramref name="value"/>; null if it is shown as text or has its own formatter.</summary>
    internal static ValueTable? Table(object value) => For(value.GetType()).Count == 0 ? ValueTable.Of(value) : null;

    private static void Try(MimeBundle bundle, string mime, Func<string?> format, List<string> failures)
    {
        try
        {
            bundle.Set(mime, format());
        }
        catch (Exception failure) when (failure is not ThreadInterruptedException)
        {
            failures.Add($"({mime} could not be made: {failure.GetType().Name}: {failure.Message})");
        }
    }

    /// <summary>The formatters of the type, its base types and its interfaces; the nearest take precedence.</summary>
    private static Dictionary<string, Func<object, string?>> For(Type type)
    {
        Dictionary<string, Func<object, string?>> found = [];
        for (var at = type; at is not null; at = at.BaseType)
        {
            Collect(at);
        }

        foreach (var contract in type.GetInterfaces())
        {
            Collect(contract);
        }

        return found;

        void Collect(Type candidate)
        {
            foreach (var ((_, mime), format) in Registered.Where(entry => entry.Key.Type == candidate))
            {
                found.TryAdd(mime, format);
            }
        }
    }
}
