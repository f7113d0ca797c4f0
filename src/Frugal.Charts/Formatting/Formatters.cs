using System.Collections.Concurrent;

namespace Frugal.Charts.Formatting;

/// <summary>
/// How values become MIME bundles. A type may have a formatter for each MIME type; the nearest registered base type or interface
/// answers for a type that has none. Whatever has no formatter is shown as text, collections and records as tables too.
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
    /// Shows values of <typeparamref name="T"/> by <paramref name="format"/> where <paramref name="mime"/> is drawn. Pictures are base 64, JSON
    /// types are JSON text; null leaves the representation out.
    /// </summary>
    public static void Register<T>(string mime, Func<T, string?> format)
    {
        ArgumentException.ThrowIfNullOrEmpty(mime);
        ArgumentNullException.ThrowIfNull(format);
        Registered[(typeof(T), mime)] = value => format((T)value);
    }

    /// <summary>All representations of <paramref name="value"/>. A formatter that fails is told in the text; it does not fail the cell.</summary>
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

    /// <summary>The table that <paramref name="value"/> is shown as; null for what is text, or has a formatter of its own.</summary>
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

    /// <summary>The formatters of the type itself, its bases and its interfaces; nearer ones first.</summary>
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
