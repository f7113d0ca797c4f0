using System.Reflection;
using Plotly.NET;

namespace Frugal.Tests.Charts;

/// <summary>The subset has nothing that the public package lacks, in the package's order and by its names (plotly.api.txt).</summary>
public class PlotlyApiTests
{
    private static readonly string[] Package = File.ReadAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Charts", "plotly.api.txt"));

    [Test]
    public void Methods_take_parameters_of_the_package_in_its_order()
    {
        var missing = new[] { typeof(Plotly.NET.CSharp.Chart), typeof(Plotly.NET.CSharp.GenericChartExtensions) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(method => Missing(method).Select(what => $"{method.Name}: {what}"));

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Settings_have_values_of_the_package()
    {
        foreach (var setting in typeof(StyleParam).GetNestedTypes())
        {
            var cases = Line($"StyleParam.{setting.Name}").Split(' ');
            var values = setting.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.Name)
                .Concat(setting.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName).Select(method => method.Name["New".Length..]));

            Assert.That(values.Except(cases), Is.Empty, setting.Name);
        }
    }

    private static IEnumerable<string> Missing(MethodInfo method)
    {
        var wanted = Line($"{method.Name}`{method.GetGenericArguments().Length}").Split("; ");
        var at = 0;
        foreach (var parameter in method.GetParameters())
        {
            var text = $"{NameOf(parameter.ParameterType)} {parameter.Name}";
            var place = Array.IndexOf(wanted, text, at);
            if (place < 0)
            {
                yield return text;
            }
            else
            {
                at = place + 1;
            }

            if (parameter.IsOptional != parameter.ParameterType.Name.StartsWith("Optional", StringComparison.Ordinal))
            {
                yield return $"{text} is optional in one of them";
            }
        }
    }

    private static string Line(string name) =>
        Package.Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    private static string NameOf(Type type) => type switch
    {
        { IsGenericParameter: true } => type.Name,
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(',', type.GetGenericArguments().Select(NameOf))}>",
        { DeclaringType: { } owner } => $"{owner.Name}.{type.Name}",
        _ when type == typeof(bool) => "bool",
        _ when type == typeof(int) => "int",
        _ when type == typeof(double) => "double",
        _ when type == typeof(string) => "string",
        _ => type.Name,
    };
}
