namespace Labs.MakeItSmall.Grader;

/// <summary>What the fixtures of this lab share.</summary>
public abstract class SmallFixture : TaskFixture
{
    /// <summary>Types of Frugal that answer the task: names, or beginnings of names. The student's code must not use them.</summary>
    protected abstract string[] Ready { get; }

    /// <summary>Calls the student's code, and refuses it if it only calls Frugal's own.</summary>
    private protected TOut Ask<TIn, TOut>(Func<TIn, TOut> probe, TIn input)
    {
        var answer = Student.Call(probe, input);
        MustNotCall(Ready);
        return answer;
    }

    /// <summary>Numbers from a bell curve, different in each grading.</summary>
    private protected float[] Bell(int count, double spread = 1, double middle = 0) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(middle + spread * Math.Sqrt(-2 * Math.Log(1 - Unseen.NextDouble())) * Math.Cos(2 * Math.PI * Unseen.NextDouble())))];
}
