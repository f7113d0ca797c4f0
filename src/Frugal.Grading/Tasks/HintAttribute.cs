namespace Frugal.Grading.Tasks;

/// <summary>A hint for the task. On a fixture it is shown until the task passes; on a test, while that test does not pass.</summary>
/// <param name="text">A sentence for the student.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class HintAttribute(string text) : Attribute
{
    /// <summary>A sentence for the student.</summary>
    public string Text { get; } = text;
}
