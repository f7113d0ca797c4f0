using Microsoft.CodeAnalysis;

namespace Frugal.Site.Reference;

/// <summary>A namespace with its public types.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Types">The types by name, nested ones after the type around them.</param>
internal sealed record ApiNamespace(string Name, IReadOnlyList<INamedTypeSymbol> Types)
{
    /// <summary>The file of its page.</summary>
    public string Page => Anchors.PageOf(Name);

    /// <summary>The libraries that its types are in.</summary>
    public IReadOnlyList<string> Libraries { get; } = [.. Types.Select(type => type.ContainingAssembly.Name).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>The public types of the libraries by namespace, and what their comments say.</summary>
internal sealed class ApiReference
{
    private ApiReference(BuiltAssemblies built)
    {
        Comments = new DocumentationComments(built);
        Namespaces =
        [
            .. built.Assemblies.SelectMany(assembly => PublicMembers.TypesIn(assembly.GlobalNamespace))
                .GroupBy(type => type.ContainingNamespace.ToDisplayString())
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ApiNamespace(group.Key, [.. group.OrderBy(Signatures.NameOf, StringComparer.Ordinal)])),
        ];
        documented = Namespaces.SelectMany(space => space.Types).ToHashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    private readonly HashSet<ISymbol> documented;

    public IReadOnlyList<ApiNamespace> Namespaces { get; }

    public DocumentationComments Comments { get; }

    public static ApiReference Of(BuiltAssemblies built) => new(built);

    /// <summary>Whether a type, or the type that a member is in, has its place on a page.</summary>
    public bool Documents(ISymbol symbol) => documented.Contains((symbol as INamedTypeSymbol ?? symbol.ContainingType)?.OriginalDefinition ?? symbol);

    /// <summary>The link to a documented type or member from a page of a namespace; null if it is not documented here.</summary>
    public string? LinkTo(ISymbol symbol, string from)
    {
        symbol = symbol.OriginalDefinition;
        if (!Documents(symbol))
        {
            return null;
        }

        var space = symbol.ContainingNamespace.ToDisplayString();
        var target = symbol is INamedTypeSymbol || PublicMembers.Of(symbol.ContainingType).Contains(symbol, SymbolEqualityComparer.Default) ? symbol : symbol.ContainingType;
        return (space == from ? "" : Anchors.PageOf(space)) + "#" + Anchors.Of(target);
    }

    /// <summary>The first documented type within a type: itself, its elements' type, or one of its arguments.</summary>
    public INamedTypeSymbol? DocumentedIn(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => DocumentedIn(array.ElementType),
        INamedTypeSymbol named when Documents(named) => named.OriginalDefinition,
        INamedTypeSymbol named => named.TypeArguments.Select(DocumentedIn).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
