using FsCheck;
using FsCheck.Fluent;

namespace Frugal.Tests;

/// <summary>Checks what must hold for all inputs, on the same hundred cases each time.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> inputs, Action<T> check) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261120, 7), Prop.ForAll(inputs.ToArbitrary(), check));
}
