using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Frugal.Site.Reference;

/// <summary>What the comments of the libraries say of a symbol, inherited comments included.</summary>
internal sealed class DocumentationComments(BuiltAssemblies built)
{
    private const int Deepest = 8;   // a comment that inherits from itself ends

    /// <summary>The comment of a symbol; an empty one if it has none.</summary>
    public XElement Of(ISymbol symbol) => Of(symbol, Deepest);

    /// <summary>The symbol that a comment names; null if no assembly has it.</summary>
    public ISymbol? Named(string id) => id.Length > 2 && id[1] == ':' ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, built.Compilation) : null;

    private XElement Of(ISymbol symbol, int depth)
    {
        var own = built.Comments.GetValueOrDefault(symbol.OriginalDefinition.GetDocumentationCommentId() ?? "") ?? new XElement("member");
        if (own.Element("inheritdoc") is not { } inherits || depth == 0)
        {
            return own;
        }

        var from = (string?)inherits.Attribute("cref") is { } id ? Named(id) : Above(symbol).FirstOrDefault(above => Of(above, depth - 1).HasElements);
        return from is null ? own : new XElement("member", own.Elements().Where(element => element.Name != "inheritdoc"), Of(from, depth - 1).Elements().Where(element => !Has(own, element)));
    }

    /// <summary>What a comment without a source inherits from: the overridden member, the interface's member, the base type.</summary>
    private static IEnumerable<ISymbol> Above(ISymbol symbol)
    {
        if (symbol is INamedTypeSymbol type)
        {
            return type.BaseType is { } parent ? [parent, .. type.Interfaces] : type.Interfaces;
        }

        ISymbol? overridden = symbol switch { IMethodSymbol method => method.OverriddenMethod, IPropertySymbol property => property.OverriddenProperty, _ => null };
        var implemented = symbol.ContainingType.AllInterfaces.SelectMany(face => face.GetMembers())
            .Where(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol));
        return overridden is null ? implemented : implemented.Prepend(overridden);
    }

    private static bool Has(XElement own, XElement element) =>
        own.Elements(element.Name).Any(other => (string?)other.Attribute("name") == (string?)element.Attribute("name") && (string?)other.Attribute("cref") == (string?)element.Attribute("cref"));
}
