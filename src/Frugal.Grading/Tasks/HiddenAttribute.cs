using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Tasks;

/// <summary>A test, or all tests of a task, whose names the student sees, but neither their inputs nor what they expect.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class HiddenAttribute : Attribute
{
    /// <summary>Whether <paramref name="test"/> is hidden, by itself or by its fixture.</summary>
    internal static bool Hides(ITest test) =>
        test.Method?.MethodInfo.IsDefined(typeof(HiddenAttribute), inherit: true) == true
        || test.TypeInfo?.Type.IsDefined(typeof(HiddenAttribute), inherit: true) == true;

    /// <summary>The cases of a hidden test are named by their place: their arguments are its inputs.</summary>
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
