using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Frugal.Site.Reference;

/// <summary>The types and members that a user of a library can name, without what the compiler writes.</summary>
internal static class PublicMembers
{
    /// <summary>The visible types below a namespace or a type.</summary>
    public static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol around) =>
        around.GetTypeMembers().Where(type => IsVisible(type) && !IsGenerated(type)).SelectMany(type => TypesIn(type).Prepend(type))
            .Concat(around is INamespaceSymbol space ? space.GetNamespaceMembers().SelectMany(TypesIn) : []);

    /// <summary>The visible members of a type, in the order in which they were declared. What a sealed type protects, nobody can use.</summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate ? [] : type.GetMembers()
        .Where(member => IsVisible(member) && !IsGenerated(member) && IsOwn(member) && !(type.IsSealed && member.DeclaredAccessibility != Accessibility.Public));

    /// <summary>The constructor that a record declares beside its name; null if it has none.</summary>
    public static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type) => !IsRecord(type) ? null
        : type.InstanceConstructors.FirstOrDefault(constructor => IsVisible(constructor) && !IsGenerated(constructor) && constructor.Parameters.Length > 0
            && constructor.Parameters.All(parameter => type.GetMembers(parameter.Name).OfType<IPropertySymbol>().Any()));

    /// <summary>Whether a type is a record. Roslyn does not say so of a struct in a built assembly: there, its equality shows it.</summary>
    public static bool IsRecord(INamedTypeSymbol type) => type.IsRecord || (type.TypeKind == TypeKind.Struct && type.GetMembers("op_Equality").Any(IsGenerated));

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static bool IsGenerated(ISymbol symbol) => symbol.Name is "EqualityContract" or "value__" || symbol.Name.Contains('<', StringComparison.Ordinal)
        || (symbol is not IFieldSymbol and not IPropertySymbol && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(CompilerGeneratedAttribute)));

    /// <summary>Neither an accessor, nor a constructor that nobody wrote, nor an override of what every object has.</summary>
    private static bool IsOwn(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => !IsObjects(method),
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 } => member.ContainingType is { TypeKind: TypeKind.Class, IsAbstract: false } && !IsRecord(member.ContainingType) && !HasRequired(member.ContainingType),
        IMethodSymbol { MethodKind: MethodKind.Constructor } method => !SymbolEqualityComparer.Default.Equals(method, PrimaryConstructor(method.ContainingType)),
        IMethodSymbol method => method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion,
        INamedTypeSymbol => false,
        _ => true,
    };

    private static bool HasRequired(INamedTypeSymbol type) => type.GetMembers().OfType<IPropertySymbol>().Any(property => property.IsRequired);

    private static bool IsObjects(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
        {
            method = overridden;
        }

        return method.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType;
    }
}
