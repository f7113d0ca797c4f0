using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Tasks;

/// <summary>Hides the inputs and expected values of a test, or of all tests of a task, from the student; the names are shown.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class HiddenAttribute : Attribute
{
    /// <summary>Whether <paramref name="test"/> is hidden, by its own attribute or its fixture's.</summary>
    internal static bool Hides(ITest test) =>
        test.Method?.MethodInfo.IsDefined(typeof(HiddenAttribute), inherit: true) == true
        || test.TypeInfo?.Type.IsDefined(typeof(HiddenAttribute), inherit: true) == true;

    /// <summary>Names the cases of a hidden test by their position, because their arguments are its inputs.</summary>
    internal static void HideArguments(ITest test)
    {
        if (!Hides(test) || !test.HasChildren)
        {
            return;
        }

        foreach (var (place, item) in test.Tests.Index())
        {
            if (item is Test one && one.Method is { } method)
            {
                one.Name = $"{method.Name}({place + 1} of {test.Tests.Count})";
                one.FullName = $"{test.FullName}({place + 1} of {test.Tests.Count})";
            }
        }
    }
}
