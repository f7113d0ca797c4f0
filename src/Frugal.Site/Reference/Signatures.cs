using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Site.Reference;

/// <summary>Types and members as C# declares them, without namespaces. A long list of parameters has one per line.</summary>
internal static class Signatures
{
    private const int Widest = 64;   // a phone shows about 42 columns; the rest scrolls

    private static readonly SymbolDisplayFormat Name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private static readonly SymbolDisplayFormat Member = Name
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance)
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeExtensionThis | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeMemberKeyword | SymbolDisplayKindOptions.IncludeTypeKeyword);

    private static readonly SymbolDisplayFormat Delegate = new(
        genericsOptions: Member.GenericsOptions, memberOptions: Member.MemberOptions, delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: Member.ParameterOptions, miscellaneousOptions: Member.MiscellaneousOptions, kindOptions: Member.KindOptions,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes);

    private static readonly SymbolDisplayFormat Head = Name.WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance);

    /// <summary>A type's name in its namespace: <c>ParetoFront&lt;T&gt;</c>, <c>ChannelReport.Layer</c>.</summary>
    public static string NameOf(ITypeSymbol type) => type.ToDisplayString(Name);

    /// <summary>How a text names a member: <c>Create</c>, <c>operator +</c>, <c>this[int]</c>.</summary>
    public static string NameOf(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => member.ToDisplayString(new SymbolDisplayFormat()),
        IPropertySymbol { IsIndexer: true } indexer => $"this[{string.Join(", ", indexer.Parameters.Select(parameter => NameOf(parameter.Type)))}]",
        ITypeSymbol type => NameOf(type),
        _ => member.Name,
    };

    /// <summary>The declaration of a method, a constructor or an operator.</summary>
    public static string Of(IMethodSymbol method) =>
        Broken(method.ToDisplayParts(Member), parts => Array.FindIndex(parts, part => SymbolEqualityComparer.Default.Equals(part.Symbol, method) || (part.Symbol is not null && method.MethodKind == MethodKind.Constructor && SymbolEqualityComparer.Default.Equals(part.Symbol, method.ContainingType))));

    /// <summary>The declaration of a type: for a record with the parameters of its constructor, for a delegate with its own.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate)
        {
            return "public " + Broken(type.ToDisplayParts(Delegate), parts => Array.FindIndex(parts, part => SymbolEqualityComparer.Default.Equals(part.Symbol, type)));
        }

        var head = $"{Access(type)}{Kind(type)}{type.ToDisplayString(Head)}";
        if (PublicMembers.PrimaryConstructor(type) is { } constructor)
        {
            var parameters = constructor.Parameters.Select(parameter => Text(parameter.ToDisplayParts(Member))).ToList();
            var line = $"{head}({string.Join(", ", parameters)})";
            head = line.Length <= Widest ? line : $"{head}(\n    {string.Join(",\n    ", parameters)})";
        }

        var bases = BasesOf(type).Select(NameOf).ToList();
        return head + (bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}") + ConstraintsOf(type);
    }

    /// <summary>What stands around a property's, a field's or an event's type: <c>required</c> and <c>{ get; init; }</c>.</summary>
    public static (string Before, string After) Around(ISymbol member)
    {
        var access = member.DeclaredAccessibility == Accessibility.Public ? "" : "protected ";
        var kind = member switch
        {
            IFieldSymbol { IsConst: true } => "const ",
            IFieldSymbol { IsReadOnly: true } field => field.IsStatic ? "static readonly " : "readonly ",
            IEventSymbol => "event ",
            _ when member.ContainingType.TypeKind == TypeKind.Interface && !member.IsStatic => "",
            _ => member.IsStatic && member.IsAbstract ? "static abstract " : member.IsStatic ? "static " : member.IsAbstract ? "abstract " : member.IsOverride ? "override " : member.IsVirtual ? "virtual " : "",
        };
        var required = member is IPropertySymbol { IsRequired: true } ? "required " : "";
        var after = member switch
        {
            IPropertySymbol property => $" {{ {Accessor(property.GetMethod, "get")}{Accessor(property.SetMethod, property.SetMethod?.IsInitOnly == true ? "init" : "set")}}}",
            IFieldSymbol { IsConst: true } constant => $" = {SymbolDisplay.FormatPrimitive(constant.ConstantValue!, quoteStrings: true, useHexadecimalNumbers: false)}",
            _ => "",
        };
        return ((access + kind + required).TrimEnd(), after);
    }

    private static string Accessor(IMethodSymbol? accessor, string name) => accessor switch
    {
        { DeclaredAccessibility: Accessibility.Public } => name + "; ",
        { DeclaredAccessibility: Accessibility.Protected or Accessibility.ProtectedOrInternal } => $"protected {name}; ",
        _ => "",
    };

    private static string Access(INamedTypeSymbol type) => type.DeclaredAccessibility == Accessibility.Public ? "public " : "protected ";

    private static string Kind(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Interface => "interface ",
        TypeKind.Enum => "enum ",
        TypeKind.Struct => (type.IsReadOnly ? "readonly " : "") + (type.IsRefLikeType ? "ref " : "") + (PublicMembers.IsRecord(type) ? "record struct " : "struct "),
        _ => (type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (PublicMembers.IsRecord(type) ? "record " : "class "),
    };

    /// <summary>The base class and the interfaces that no other one brings along.</summary>
    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            return type.EnumUnderlyingType is { SpecialType: not SpecialType.System_Int32 } number ? [number] : [];
        }

        var parent = type.BaseType is { SpecialType: SpecialType.None } other ? other : null;
        var brought = (parent?.AllInterfaces ?? []).Concat(type.Interfaces.SelectMany(face => face.AllInterfaces)).ToHashSet<ISymbol>(SymbolEqualityComparer.Default);
        var own = type.Interfaces.Where(face => !brought.Contains(face) && !(PublicMembers.IsRecord(type) && face.Name == "IEquatable"));
        return parent is null ? own : own.Prepend(parent);
    }

    private static string ConstraintsOf(INamedTypeSymbol type)
    {
        var whole = type.ToDisplayString(Member);
        var where = whole.IndexOf(" where ", StringComparison.Ordinal);
        return where < 0 ? "" : whole[where..];
    }

    /// <summary>The parts in one line; if that is too long, each parameter in a line of its own.</summary>
    private static string Broken(IEnumerable<SymbolDisplayPart> display, Func<SymbolDisplayPart[], int> nameIn)
    {
        SymbolDisplayPart[] parts = [.. display];
        var line = Text(parts);
        var open = Array.FindIndex(parts, Math.Max(nameIn(parts), 0), part => part.ToString() == "(");
        if (line.Length <= Widest || open < 0 || parts[open + 1].ToString() == ")")
        {
            return line;
        }

        var text = new StringBuilder(Text(parts[..(open + 1)])).Append("\n    ");
        var depth = 1;
        for (var i = open + 1; i < parts.Length; i++)
        {
            var part = parts[i].ToString();
            depth += part is "(" or "<" or "[" ? 1 : part is ")" or ">" or "]" ? -1 : 0;
            text.Append(Text(parts[i]));
            if (part == "," && depth == 1)
            {
                text.Append("\n    ");
                i++;   // the blank after the comma
            }
        }

        return text.ToString();
    }

    private static string Text(IEnumerable<SymbolDisplayPart> parts) => string.Concat(parts.Select(Text));

    /// <summary>A part; the value of an enumeration with its type, and the largest int by its name.</summary>
    private static string Text(SymbolDisplayPart part) => part switch
    {
        { Kind: SymbolDisplayPartKind.EnumMemberName, Symbol.ContainingType: { } type } => $"{NameOf(type)}.{part}",
        { Kind: SymbolDisplayPartKind.NumericLiteral } when part.ToString() == "2147483647" => "int.MaxValue",
        _ => part.ToString(),
    };
}
