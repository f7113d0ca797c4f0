namespace Frugal.Grading.Mutants;

/// <summary>What a mutant changes.</summary>
public enum MutantKind
{
    /// <summary>A condition is negated, always true, or never true.</summary>
    Condition,

    /// <summary>A comparison includes its bound, or no longer does; equal becomes unequal.</summary>
    Boundary,

    /// <summary>An arithmetic operator is another one, or a sign is lost.</summary>
    Arithmetic,

    /// <summary>And becomes or, or one side of an operator is lost.</summary>
    Logic,

    /// <summary>A number, truth value or word is another one.</summary>
    Constant,

    /// <summary>A statement is dropped.</summary>
    Statement,

    /// <summary>Two arguments, or the values of two cases, are swapped.</summary>
    Swap,

    /// <summary>A call is another one, or is left out.</summary>
    Call,

    /// <summary>A member of an initializer is dropped.</summary>
    Initializer,

    /// <summary>A default is returned.</summary>
    Default,

    /// <summary>A lock is not taken.</summary>
    Lock,

    /// <summary>A task is not waited for.</summary>
    Await,

    /// <summary>A resource is not released.</summary>
    Disposal,

    /// <summary>An exception is not caught.</summary>
    Handler,

    /// <summary>Written by the lab's author.</summary>
    Written,
}
