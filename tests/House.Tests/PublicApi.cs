using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace House.Tests;

/// <summary>
/// An assembly's public and protected members, one a line: C constructors, E enumeration members, F fields, M methods,
/// P properties, T types; then the type, and the signature with the parameters' names and defaults.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <param name="assembly">The assembly.</param>
    /// <param name="generated">Whether methods count that the compiler wrote, such as the equality of records.</param>
    public static IReadOnlyList<string> Of(Assembly assembly, bool generated = true) =>
        [.. assembly.GetTypes().Where(IsVisible).SelectMany(type => LinesOf(type, generated)).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> LinesOf(Type type, bool generated)
    {
        string name = $"{type.Namespace}.{TypeNames.Of(type)}";
        yield return $"T {name}: {Describe(type)}";
        if (type.IsEnum)
        {
            foreach (var member in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                yield return $"E {name}.{member.Name} = {Convert.ToInt64(member.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
            yield break;
        }
        if (typeof(Delegate).IsAssignableFrom(type))
            yield break;
        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible))
            yield return $"C {name}: {Modifiers(constructor)}{type.Name.Split('`')[0]}({Parameters(constructor)})";
        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
            yield return $"F {name}: {Describe(field)}";
        foreach (var method in type.GetMethods(Declared).Where(method => IsOrdinary(method) && (generated || !method.IsDefined(typeof(CompilerGeneratedAttribute), false))))
            yield return $"M {name}: {Modifiers(method)}{TypeNames.WithTuple(method.ReturnParameter)} {method.Name}{Generics(method)}({Parameters(method)}){TypeNames.Constraints(method.GetGenericArguments())}";
        foreach (var property in type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsVisible)))
            yield return $"P {name}: {Describe(property)}";
    }

    private static string Describe(Type type)
    {
        if (type.IsEnum)
            return $"enum : {TypeNames.Of(type.GetEnumUnderlyingType())}";
        if (typeof(Delegate).IsAssignableFrom(type))
            return $"delegate {TypeNames.Of(type.GetMethod("Invoke")!.ReturnType)} ({Parameters(type.GetMethod("Invoke")!)})";
        string kind = type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class" : "class";
        var parents = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            parents.Add(TypeNames.Of(parent));
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        parents.AddRange(type.GetInterfaces().Except(inherited).Select(TypeNames.Of).Order(StringComparer.Ordinal));
        return kind + (parents.Count == 0 ? "" : " : " + string.Join(", ", parents)) + TypeNames.Constraints(type.GetGenericArguments());
    }

    private static string Describe(FieldInfo field)
    {
        string access = field.IsPublic ? "public " : field.IsFamily ? "protected " : "protected internal ";
        string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "";
        return $"{Obsolete(field)}{access}{kind}{TypeNames.Of(field.FieldType)} {field.Name}{value}";
    }

    private static string Describe(PropertyInfo property)
    {
        var widest = property.GetAccessors(true).Where(IsVisible).OrderBy(accessor => accessor.IsPublic ? 0 : 1).First();
        string accessors = string.Concat(new[] { (property.GetMethod, "get; "), (property.SetMethod, "set; ") }
            .Select(pair => pair.Item1 is { } accessor && IsVisible(accessor) ? pair.Item2 : ""));
        var indices = property.GetIndexParameters();
        string name = indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(Parameter))}]";
        return $"{Obsolete(property)}{Modifiers(widest)}{TypeNames.Of(property.PropertyType)} {name} {{ {accessors}}}";
    }

    private static string Modifiers(MethodBase method)
    {
        string access = method.IsPublic ? "public " : method.IsFamily ? "protected " : "protected internal ";
        string kind = method.IsStatic && !method.IsConstructor ? "static "
            : method.DeclaringType!.IsInterface || method is not MethodInfo plain ? ""
            : plain.GetBaseDefinition() != plain ? (plain.IsFinal ? "sealed override " : "override ")
            : plain.IsAbstract ? "abstract "
            : plain.IsVirtual && !plain.IsFinal ? "virtual " : "";
        return Obsolete(method) + access + kind;
    }

    private static string Obsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute), false) ? "[Obsolete] " : "";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        string list = string.Join(", ", method.GetParameters().Select(Parameter));
        return method.IsDefined(typeof(ExtensionAttribute), false) ? "this " + list : list;
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string passing = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params "
            : parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? "ref " : "";
        string value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{passing}{TypeNames.WithTuple(parameter)} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.RawDefaultValue switch
        {
            null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
            bool flag => flag ? "true" : "false",
            string text => $"\"{text}\"",
            var number when type.IsEnum => $"{TypeNames.Of(type)}.{Enum.ToObject(type, number)}",
            var number => Convert.ToString(number, CultureInfo.InvariantCulture)!,
        };
    }

    private static bool IsVisible(Type type) => (type.IsPublic || type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
        && (type.DeclaringType is null || IsVisible(type.DeclaringType));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOrdinary(MethodInfo method) => IsVisible(method) && method.Name != "Finalize"
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !method.Name.Contains('<', StringComparison.Ordinal);
}
