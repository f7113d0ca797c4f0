using System.Globalization;
using System.Xml.Linq;

namespace Frugal.Site.Diagrams;

/// <summary>A diagram of the site: one geometry, texts in both languages. Pages place it with <c>&lt;!-- diagram: NAME --&gt;</c>.</summary>
internal abstract class Diagram
{
    /// <summary>The name in the pages' marks.</summary>
    public abstract string Name { get; }

    /// <summary>Its texts. <c>title</c> and <c>description</c> are for readers who cannot see it.</summary>
    public abstract Wording Wording { get; }

    /// <summary>The height in units; the width is <see cref="Drawing.Width"/>.</summary>
    public abstract double Height { get; }

    /// <summary>Draws the diagram with the words of one language.</summary>
    public abstract void Draw(Drawing drawing, Words words);

    /// <summary>What the diagram teaches, in sentences.</summary>
    public virtual string Description(Words words) => words["description"];

    /// <summary>The shapes and texts in a language.</summary>
    public Drawing In(SiteLanguage language)
    {
        var drawing = new Drawing(Height);
        Draw(drawing, Wording.In(language));
        return drawing;
    }

    /// <summary>The diagram as an SVG element for a page.</summary>
    /// <param name="language">The language of its texts.</param>
    /// <param name="id">The start of its ids, which no other element of the page has.</param>
    public XElement ToSvg(SiteLanguage language, string id)
    {
        var words = Wording.In(language);
        return new XElement("svg",
            new XAttribute("class", "diagram"),
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Drawing.Width} {Height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-title {id}-description"),
            new XElement("title", new XAttribute("id", $"{id}-title"), words["title"]),
            new XElement("desc", new XAttribute("id", $"{id}-description"), Description(words)),
            In(language).Elements);
    }
}
