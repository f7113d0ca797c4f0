namespace Frugal.Charts.Formatting;

/// <summary>Type names in C# syntax: <c>List&lt;Int32&gt;</c>, not <c>List`1</c>.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        var name = type.Name.Contains("AnonymousType", StringComparison.Ordinal) ? "object" : type.Name.Split('`')[0];
        return type.IsGenericType && name != "object" ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name;
    }
}
