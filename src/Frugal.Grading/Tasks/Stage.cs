namespace Frugal.Grading.Tasks;

/// <summary>The order in which a task is judged: right, then small, then fast. What fails in one stage is not judged in the next.</summary>
public enum Stage
{
    /// <summary>The answers are right.</summary>
    Right,

    /// <summary>It is small: bytes, memory.</summary>
    Small,

    /// <summary>It is fast.</summary>
    Fast,
}
