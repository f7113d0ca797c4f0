using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Frugal.Site.Reference;

/// <summary>Documentation comments as Markdown, for the page of one namespace.</summary>
/// <param name="api">What finds a named symbol and its place.</param>
/// <param name="space">The namespace of the page, from which links lead.</param>
internal sealed partial class DocumentationText(ApiReference api, string space)
{
    /// <summary>The paragraphs, lists and code blocks of an element, with an empty line between two; empty if there is no element.</summary>
    public string Blocks(XElement? element) => element is null ? "" : string.Join("\n\n", BlocksOf(element));

    /// <summary>An element in one line.</summary>
    public string Line(XElement? element) => element is null ? "" : Paragraph(element.Nodes());

    /// <summary>The first sentence of an element.</summary>
    public string Sentence(XElement? element) => SentenceEnd().Split(Line(element))[0];

    /// <summary>A type in code, linked to the first documented type in it.</summary>
    public string TypeLink(ITypeSymbol type)
    {
        var code = Code(Signatures.NameOf(type));
        return api.DocumentedIn(type) is { } target ? $"[{code}]({api.LinkTo(target, space)})" : code;
    }

    public static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";

    public static string Escaped(string text) => Special().Replace(text, "\\$0").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private List<string> BlocksOf(XElement element)
    {
        var blocks = new List<string>();
        var inline = new List<XNode>();
        foreach (var node in element.Nodes())
        {
            if (node is XElement { Name.LocalName: "para" or "list" or "code" or "example" } block)
            {
                Flush();
                blocks.AddRange(block.Name.LocalName switch
                {
                    "list" => [List(block)],
                    "code" => [Fence(block.Value)],
                    _ => BlocksOf(block),
                });
            }
            else
            {
                inline.Add(node);
            }
        }

        Flush();
        return blocks;

        void Flush()
        {
            if (Paragraph(inline) is { Length: > 0 } text)
            {
                blocks.Add(text);
            }

            inline.Clear();
        }
    }

    private string List(XElement list)
    {
        var numbered = (string?)list.Attribute("type") == "number";
        return string.Join('\n', list.Elements("item").Select((item, i) => (numbered ? $"{i + 1}. " : "- ") + Item(item)));
    }

    private string Item(XElement item)
    {
        var (term, description) = (item.Element("term"), item.Element("description"));
        return term is null ? Line(description ?? item) : $"**{Line(term)}**: {Line(description)}";
    }

    private static string Fence(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return $"```csharp\n{string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : ""))}\n```";
    }

    private string Paragraph(IEnumerable<XNode> nodes)
    {
        var text = Blanks().Replace(Inline(nodes), " ").Trim();
        return BlockStart().Replace(text, "\\$0");
    }

    private string Inline(IEnumerable<XNode> nodes)
    {
        var text = new StringBuilder();
        foreach (var node in nodes)
        {
            text.Append(node switch
            {
                XText plain => Escaped(plain.Value),
                XElement element => Inline(element),
                _ => "",
            });
        }

        return text.ToString();
    }

    private string Inline(XElement element) => element.Name.LocalName switch
    {
        "c" or "code" => Code(element.Value.Trim()),
        "paramref" or "typeparamref" => Code((string?)element.Attribute("name") ?? ""),
        "see" or "seealso" => See(element),
        "b" or "strong" => $"**{Inline(element.Nodes())}**",
        "i" or "em" => $"*{Inline(element.Nodes())}*",
        "br" => " ",
        _ => Inline(element.Nodes()),
    };

    private string See(XElement see)
    {
        if ((string?)see.Attribute("langword") is { } word)
        {
            return Code(word);
        }

        var written = Inline(see.Nodes());
        if ((string?)see.Attribute("href") is { } address)
        {
            return $"[{(written.Length > 0 ? written : Escaped(address))}]({address})";
        }

        var id = (string?)see.Attribute("cref") ?? "";
        return Reference(id, written);
    }

    /// <summary>What a documentation id names, in code and linked if it is documented.</summary>
    public string Reference(string id, string written = "")
    {
        var symbol = api.Comments.Named(id);
        var name = symbol is null ? id[(id.LastIndexOfAny(['.', ':'], id.IndexOf('(', StringComparison.Ordinal) is var open and > 0 ? open : id.Length - 1) + 1)..] : NameOf(symbol);
        var text = written.Length > 0 ? written : Code(name);
        return symbol is not null && api.LinkTo(symbol, space) is { } link ? $"[{text}]({link})" : text;
    }

    private static string NameOf(ISymbol symbol) => symbol switch
    {
        ITypeSymbol type => Signatures.NameOf(type),
        INamespaceSymbol space => space.ToDisplayString(),
        IMethodSymbol { MethodKind: MethodKind.Constructor } => Signatures.NameOf(symbol),
        _ => $"{Signatures.NameOf((ISymbol)symbol.ContainingType)}.{Signatures.NameOf(symbol)}",
    };

    [GeneratedRegex(@"[\\`*_\[\]{}]")]
    private static partial Regex Special();

    [GeneratedRegex(@"(?<=[^.\s]\.)\s+(?=[A-Z\[`])(?<!\bal\.\s+)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?:[#+:-]|\d+(?=\.\s))")]
    private static partial Regex BlockStart();
}
