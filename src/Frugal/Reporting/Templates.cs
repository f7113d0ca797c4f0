using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;

namespace Frugal.Reporting;

/// <summary>
/// Liquid templates, style sheets and scripts that are embedded in an assembly. A template is parsed on its first use; every value that it inserts is
/// cleaned by <see cref="PlainText"/> and escaped, except <see cref="RawHtml"/>. An unknown name in a template is an error.
/// </summary>
internal static class Templates
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = Configure();
    private static readonly ConcurrentDictionary<(Type Owner, string Name), IFluidTemplate> Parsed = new();

    /// <summary>The text of the embedded file <c>pages/</c><paramref name="name"/> of <paramref name="owner"/>'s assembly.</summary>
    public static string Text(Type owner, string name)
    {
        using var reader = new StreamReader(owner.Assembly.GetManifestResourceStream("pages/" + name)!);
        return reader.ReadToEnd();
    }

    /// <summary>The embedded template <paramref name="name"/> of the model's assembly, filled with the public properties of <paramref name="model"/>.</summary>
    public static RawHtml Render(string name, object model) => new(Parse(model.GetType(), name).Render(new TemplateContext(model, Options), Encoder));

    /// <summary>The parsed template. The first one of a process takes a tenth of a second, which can be spent beside other work.</summary>
    public static IFluidTemplate Parse(Type owner, string name) => Parsed.GetOrAdd((owner, name), static key => Parser.Parse(Text(key.Owner, key.Name)));

    /// <summary>The text with HTML's special characters escaped, for element content and quoted attributes.</summary>
    public static string Escape(string text) => Encoder.Encode(PlainText.Visible(text));

    private static TemplateOptions Configure()
    {
        var options = new TemplateOptions { MemberAccessStrategy = new KnownMembers(), StrictFilters = true };
        options.ValueConverters.Add(value => value switch
        {
            RawHtml html => new StringValue(html.Text, encode: false),
            Bilingual text => new StringValue(text.Html, encode: false),
            string text => new StringValue(PlainText.Visible(text)),
            _ => null,
        });
        options.Filters.AddFilter("fr", static (english, french, _) => new StringValue(new Bilingual(english.ToStringValue(), french.At(0).ToStringValue()).Html, encode: false));
        options.Filters.AddFilter("line", static (text, _, _) => new StringValue(PlainText.Line(text.ToStringValue())));
        options.Filters.AddFilter("code", static (text, _, _) => new StringValue(WithCode(PlainText.Clean(text.ToStringValue())), encode: false));
        return options;
    }

    /// <summary>The text with its `quoted` parts as code.</summary>
    private static string WithCode(string text) => Escape(text).Split('`') is { Length: > 1 } pieces && pieces.Length % 2 == 1
        ? string.Concat(pieces.Select((piece, i) => i % 2 == 1 ? $"<code>{piece}</code>" : piece))
        : Escape(text);

    /// <summary>All public members of the models. An unknown one is an error, where Fluid's own strict mode rejects null too.</summary>
    private sealed class KnownMembers : MemberAccessStrategy
    {
        public override IMemberAccessor GetAccessor(Type type, string name) =>
            UnsafeMemberAccessStrategy.Instance.GetAccessor(type, name) ?? throw new InvalidOperationException($"A template uses {type.Name}.{name}, which does not exist.");

        public override void Register(Type type, IEnumerable<KeyValuePair<string, IMemberAccessor>> accessors) => UnsafeMemberAccessStrategy.Instance.Register(type, accessors);
    }
}
