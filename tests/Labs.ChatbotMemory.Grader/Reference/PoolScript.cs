using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

/// <summary>Steps with a pool, each with what must be seen after it; the first that is not so is named with all steps before it.</summary>
internal sealed class PoolScript(long budget, params (string Name, long Bytes)[] models)
{
    private readonly List<PoolStep> steps = [];
    private readonly HashSet<string> slowToLoad = [];
    private readonly HashSet<string> slowToDispose = [];

    /// <summary>The idle time in seconds.</summary>
    public double IdleAfter { get; init; } = 60;

    /// <summary>Models whose loading ends only by a step.</summary>
    public PoolScript Loading(params string[] slow)
    {
        slowToLoad.UnionWith(slow);
        return this;
    }

    /// <summary>Models whose disposal ends only by a step.</summary>
    public PoolScript Disposing(params string[] slow)
    {
        slowToDispose.UnionWith(slow);
        return this;
    }

    /// <summary>A step, and what must be seen soon after it.</summary>
    public PoolScript Then(string step, string see)
    {
        steps.Add(new(step, see, Stays: false));
        return this;
    }

    /// <summary>A step, and what must be seen after it, and still a moment later.</summary>
    public PoolScript Stays(string step, string see)
    {
        steps.Add(new(step, see, Stays: true));
        return this;
    }

    /// <summary>Takes the steps with the student's pool.</summary>
    /// <param name="student">The student's process.</param>
    /// <param name="opened">How often each model must have been opened in the end.</param>
    /// <param name="look">What to look at.</param>
    public void Run(StudentProcess student, string opened, string look)
    {
        var answer = student.Call(PoolProbes.Steps, new PoolPlan([.. models.Select(model => new PoolPart(model.Name, model.Bytes, slowToLoad.Contains(model.Name), slowToDispose.Contains(model.Name)))], budget, IdleAfter, [.. steps]));
        var pool = $"A pool of {budget} bytes for {string.Join(", ", models.Select(model => $"{model.Name} ({model.Bytes})"))}";
        for (var i = 0; i < steps.Count; i++)
        {
            var got = i < answer.Seen.Length ? answer.Seen[i] : "nothing";
            Expect.For($"{pool}, after the steps {string.Join("; ", steps.Take(i + 1).Select(step => step.Do))}", look).That(got == steps[i].See, Said(steps[i].See), Said(got));
        }

        var expect = Expect.For($"{pool}, after the steps {string.Join("; ", steps.Select(step => step.Do))}", look);
        expect.Equal("violations:", answer.Violations, []);
        expect.Equal("how often each was opened:", answer.Opened, opened);
    }

    private static string Said(string state) => state.Length == 0 ? "no request and no model" : $"\"{state.TrimStart(' ', '|')}\"";
}
