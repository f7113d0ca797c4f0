using System.Reflection;
using System.Runtime.CompilerServices;

namespace House.Tests;

/// <summary>Types as C# writes them, without namespaces.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float",
        [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(char)] = "char",
    };

    public static string Of(Type type)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (type.IsGenericParameter)
            return type.Name;
        if (IsTuple(type))
            return $"({string.Join(", ", type.GetGenericArguments().Select(Of))})";
        return Nested(type, type.GetGenericArguments());
    }

    /// <summary>The type, followed by the names of its tuple's elements where they have some.</summary>
    public static string WithTuple(ParameterInfo parameter)
    {
        var names = parameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames.Where(name => name is not null).ToList();
        return Of(parameter.ParameterType) + (names is { Count: > 0 } ? $" /*{string.Join(',', names)}*/" : "");
    }

    public static string Constraints(Type[] arguments)
    {
        string clauses = "";
        foreach (var argument in arguments.Where(argument => argument.IsGenericParameter))
        {
            var flags = argument.GenericParameterAttributes;
            var parts = new List<string>();
            if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
                parts.Add("struct");
            else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
                parts.Add("class");
            parts.AddRange(argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Of));
            if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !parts.Contains("struct"))
                parts.Add("new()");
            if (parts.Count > 0)
                clauses += $" where {argument.Name} : {string.Join(", ", parts)}";
        }
        return clauses;
    }

    private static bool IsTuple(Type type) => type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true
        || (type.IsGenericType && type.GetGenericTypeDefinition().FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal));

    // A nested generic type repeats its parent's parameters: each level shows those that it adds.
    private static string Nested(Type type, Type[] arguments)
    {
        int inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string outer = type.DeclaringType is { } parent ? Nested(parent, arguments[..inherited]) + "." : "";
        var own = arguments[inherited..];
        return outer + type.Name.Split('`')[0] + (own.Length == 0 ? "" : $"<{string.Join(", ", own.Select(Of))}>");
    }
}
