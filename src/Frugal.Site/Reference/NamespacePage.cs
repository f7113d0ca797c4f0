using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Frugal.Site.Reference;

/// <summary>The page of a namespace: its types, each with its first sentence, then each type with its members.</summary>
internal sealed class NamespacePage(ApiReference api, ApiNamespace space, ReferenceWords words)
{
    private readonly DocumentationText text = new(api, space.Name);

    private readonly StringBuilder page = new();

    /// <summary>Writes the page as Markdown.</summary>
    public string Write()
    {
        Add($"# {space.Name}");
        Add(words.Note);
        var names = string.Join(", ", space.Libraries.Select(DocumentationText.Code));
        Add($"{(space.Libraries.Count == 1 ? words.Package : words.Packages)}{words.Colon} {names}. [{words.Back}](index.md)");
        Add(string.Join('\n', space.Types.Select(type => $"- [{DocumentationText.Code(Signatures.NameOf(type))}](#{Anchors.Of(type)}){words.Colon} {text.Sentence(api.Comments.Of(type).Element("summary"))}")));
        foreach (var type in space.Types)
        {
            AddType(type);
        }

        return page.ToString();
    }

    private void AddType(INamedTypeSymbol type)
    {
        var comment = api.Comments.Of(type);
        Add($"## {DocumentationText.Escaped(Signatures.NameOf(type))} {{ #{Anchors.Of(type)} }}");
        Add(text.Blocks(comment.Element("summary")));
        Add($"```csharp\n{Signatures.Of(type)}\n```");
        if (space.Libraries.Count > 1)
        {
            Add($"{words.Package}{words.Colon} {DocumentationText.Code(type.ContainingAssembly.Name)}");
        }

        AddList(words.TypeParameters, Named(comment, "typeparam"));
        if (type.DelegateInvokeMethod is { } invoke)
        {
            AddList(words.Parameters, invoke.Parameters.Select(parameter => Of(parameter, comment)));
            AddReturns(invoke, comment);
        }

        AddRest(comment);
        var members = PublicMembers.Of(type).ToList();
        AddList(type.TypeKind == TypeKind.Enum ? words.Values : words.Members, members.Where(member => member is not IMethodSymbol).Select(Value));
        foreach (var overloads in members.OfType<IMethodSymbol>().Where(IsWritten).GroupBy(method => method.MetadataName))
        {
            AddMethods([.. overloads]);
        }
    }

    /// <summary>Not a constructor without parameters of which its comment says no more than the type's: the compiler adds some.</summary>
    private bool IsWritten(IMethodSymbol method) => method.Parameters.Length > 0 || method.MethodKind != MethodKind.Constructor
        || (api.Comments.Of(method) is { HasElements: true } comment && !RepeatsType(method, comment));

    /// <summary>The compiler repeats a type's comment at a constructor beside the type's name.</summary>
    private bool RepeatsType(IMethodSymbol method, XElement comment) =>
        method.MethodKind == MethodKind.Constructor && comment.Element("summary")?.Value == api.Comments.Of(method.ContainingType).Element("summary")?.Value;

    private void AddMethods(IReadOnlyList<IMethodSymbol> overloads)
    {
        var heading = overloads[0].MethodKind == MethodKind.Constructor ? words.Constructor : DocumentationText.Escaped(Signatures.NameOf((ISymbol)overloads[0]));
        Add($"### {heading} {{ #{Anchors.Of(overloads[0])} }}");
        foreach (var method in overloads)
        {
            var comment = api.Comments.Of(method);
            var repeats = RepeatsType(method, comment);
            Add(repeats ? "" : text.Blocks(comment.Element("summary")));
            Add($"```csharp\n{Signatures.Of(method)}\n```");
            AddList(words.TypeParameters, Named(comment, "typeparam"));
            AddList(words.Parameters, method.Parameters.Select(parameter => Of(parameter, comment)));
            AddReturns(method, comment);
            AddRest(repeats ? new XElement("member", comment.Elements("exception")) : comment);
        }
    }

    /// <summary>A property, a field, an event or an enumeration's value, in one entry of a list.</summary>
    private string Value(ISymbol member)
    {
        var comment = api.Comments.Of(member);
        var name = $"**{DocumentationText.Code(Signatures.NameOf(member))}**{{ #{Anchors.Of(member)} }}";
        var head = member.ContainingType.TypeKind == TypeKind.Enum ? name : $"{name}{words.Colon} {TypeOf(member)}";
        var description = string.Join(' ', new[] { "summary", "value", "remarks" }.Select(part => text.Line(comment.Element(part))).Where(part => part.Length > 0));
        var failures = Exceptions(comment).ToList();
        return (description.Length == 0 ? head : $"{head}  \n  {description}") + (failures.Count == 0 ? "" : $"  \n  {words.Exceptions}{words.Colon} {string.Join(" ", failures)}");
    }

    private string TypeOf(ISymbol member)
    {
        var type = member switch { IPropertySymbol property => property.Type, IFieldSymbol field => field.Type, IEventSymbol happening => happening.Type, _ => null };
        var (before, after) = Signatures.Around(member);
        if (type is null || api.DocumentedIn(type) is null)
        {
            return DocumentationText.Code($"{before} {(type is null ? "" : Signatures.NameOf(type))}{after}".Trim());
        }

        return string.Join(' ', new[] { before.Length > 0 ? DocumentationText.Code(before) : "", text.TypeLink(type), after.Length > 0 ? DocumentationText.Code(after.Trim()) : "" }.Where(part => part.Length > 0));
    }

    private string Of(IParameterSymbol parameter, XElement comment)
    {
        var said = text.Line(comment.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == parameter.Name));
        var type = api.DocumentedIn(parameter.Type) is null || IsOperand(parameter) ? "" : $" ({text.TypeLink(parameter.Type)})";
        return said.Length + type.Length == 0 ? "" : $"{DocumentationText.Code(parameter.Name)}{type}{(said.Length == 0 ? "" : words.Colon)} {said}".Trim();
    }

    private static bool IsOperand(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator };

    private IEnumerable<string> Named(XElement comment, string element) =>
        comment.Elements(element).Select(entry => $"{DocumentationText.Code((string?)entry.Attribute("name") ?? "")}{words.Colon} {text.Line(entry)}");

    private IEnumerable<string> Exceptions(XElement comment) =>
        comment.Elements("exception").Select(exception => $"{text.Reference((string?)exception.Attribute("cref") ?? "")}{words.Colon} {text.Line(exception)}");

    private void AddReturns(IMethodSymbol method, XElement comment)
    {
        var said = text.Line(comment.Element("returns"));
        if (method.MethodKind == MethodKind.Constructor || method.ReturnsVoid || (said.Length == 0 && api.DocumentedIn(method.ReturnType) is null))
        {
            return;
        }

        Add($"**{words.Returns}**{words.Colon} {text.TypeLink(method.ReturnType)}{(said.Length == 0 ? "" : ". ")}{said}");
    }

    private void AddRest(XElement comment)
    {
        AddList(words.Exceptions, Exceptions(comment));
        foreach (var part in new[] { "remarks", "example" }.Select(part => comment.Element(part)).OfType<XElement>())
        {
            var blocks = text.Blocks(part);
            Add(part.Name == "example" || blocks.StartsWith("```", StringComparison.Ordinal) ? blocks : $"**{words.Remarks}**{words.Colon} {blocks}");
        }
    }

    private void AddList(string label, IEnumerable<string> entries)
    {
        var list = entries.Where(entry => entry.Length > 0).ToList();
        if (list.Count > 0)
        {
            Add($"**{label}**");
            Add(string.Join('\n', list.Select(entry => "- " + entry)));
        }
    }

    private void Add(string block)
    {
        if (block.Length > 0)
        {
            page.Append(page.Length > 0 ? "\n\n" : "").Append(block);
        }
    }
}
