using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Frugal.Tests.Shared;

/// <summary>
/// Checks what must hold for all inputs, on a hundred cases of a fresh seed. A failure names its seed, and <c>FRUGAL_PROPERTY_SEED=SEED dotnet test ...</c>
/// draws the same cases again.
/// </summary>
internal static class Property
{
    private const string Switch = "FRUGAL_PROPERTY_SEED";
    private const ulong Gamma = 7;   // odd, as the generator wants it

    public static void Holds<T>(Gen<T> inputs, Action<T> check)
    {
        var seed = Environment.GetEnvironmentVariable(Switch) is { Length: > 0 } given ? ulong.Parse(given, CultureInfo.InvariantCulture) : (ulong)Random.Shared.NextInt64();
        try
        {
            Check.One(Config.QuickThrowOnFailure.WithReplay(seed, Gamma), Prop.ForAll(inputs.ToArbitrary(), check));
        }
        catch (Exception failure)
        {
            throw new AssertionException($"{failure.Message}\n{Switch}={seed} draws the same cases again.", failure);
        }
    }
}
