using System.Text.Json;

namespace Frugal.Tests.Shared;

/// <summary>Reads golden numbers that lie beside the tests.</summary>
internal static class GoldenFile
{
    public static T[] Read<T>(string name)
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, name);
        return JsonSerializer.Deserialize<T[]>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
    }
}
