namespace Frugal.Grading.Tasks;

/// <summary>The order in which a task is graded: correctness, then size, then speed. If one stage fails, later ones are not graded.</summary>
public enum Stage
{
    /// <summary>The answers are correct.</summary>
    Right,

    /// <summary>The solution is small: bytes, memory.</summary>
    Small,

    /// <summary>The solution is fast.</summary>
    Fast,
}
