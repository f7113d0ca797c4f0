using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Tests.Cards;

/// <summary>Grades as a student of the clothing lab meets them: at the start, half-way, and at the end.</summary>
internal static class SampleGrades
{
    private static readonly (string Title, double Points, string Hint)[] Lab =
    [
        ("Preprocess a photo", 10, "Photo.Decode honours EXIF; resize first, normalise after."),
        ("Load the classifier on first use", 10, "Lazy<T> runs its factory once, whatever the number of threads."),
        ("Fold the batch norms", 10, "w' = w * gamma / sqrt(var + eps); the bias moves along."),
        ("Quantise to int8", 15, "Look at which nodes still compute in fp32: frugal quantize prints them."),
        ("Fall back to a smaller model", 10, "Catch the failure where the session is made, and say `fallback: true` in the answer."),
        ("Answer POST /api/predict and GET /api/health", 15, "Return TypedResults.Problem for what is not an image."),
        ("Search similar articles", 10, "TensorPrimitives.Dot over rows that are contiguous."),
        ("Batch requests under load", 10, "A Channel<T> and one reader; wait for a few milliseconds at most."),
        ("Metrics and limits", 10, "The Prometheus text format ends each line with \\n."),
    ];

    public static Grade Starter => Create(
        [.. Lab.Select((task, i) => Task(i + 1) with
        {
            Verdict = Verdict.Failed,
            Cause = Cause.NotDone,
            Message = $"Task {i + 1} - {task.Title.ToLowerInvariant()}. Hint: {task.Hint}",
            Tests = [Test("It answers", Verdict.Failed, task.Points) with { Cause = Cause.NotDone, Message = $"Task {i + 1} - {task.Title.ToLowerInvariant()}. Hint: {task.Hint}" }],
        })]);

    public static Grade Halfway => Create(
    [
        Passed(1, "A photo turned by its EXIF tag stands upright", "Pixels are planar RGB, normalised by mean and deviation", "A data URL and plain base64 are read"),
        Passed(2, "Fifty concurrent first requests load it once", "Nothing is loaded before the first request"),
        Passed(3, "No batch norm is left", "The outputs are those of the unfolded model"),
        Task(4) with
        {
            Verdict = Verdict.Partial,
            Cause = Cause.TooSlow,
            Message = "1.31 times as fast as float32 (1.27 to 1.36); the worked answer reaches 2.88 in the same rounds, and below 2.07 is too slow. Quantise the last Gemm too.",
            Points = 10,
            Tests =
            [
                Test("The weights are stored as int8", Verdict.Passed, 5),
                Test("The file keeps its budget", Verdict.Passed, 5),
                Test("It is as fast as int8 is on this machine", Verdict.Failed, 5) with { Cause = Cause.TooSlow, Message = "1.31 times as fast as float32 (1.27 to 1.36); the worked answer reaches 2.88 in the same rounds, and below 2.07 is too slow. Quantise the last Gemm too.", Duration = TimeSpan.FromSeconds(4.5) },
            ],
            Measured = new Dictionary<string, Figure>
            {
                ["size"] = new(412_345, "bytes", Reference: 1_552_000),
                ["speed_up"] = new(1.31, "x", 1.27, 1.36, Reference: 2.88),
                ["latency"] = new(0.423, "ms", Reference: 0.554),
                ["accuracy"] = new(88.27, "%", Reference: 88.86),
            },
            Budget = new Dictionary<string, Budget>
            {
                ["size"] = new(420_000, "bytes", AtMost: true),
                ["speed_up"] = new(2.07, "x", AtMost: false),
                ["accuracy"] = new(85, "%", AtMost: false),
            },
        },
        Task(5) with
        {
            Verdict = Verdict.Failed,
            Cause = Cause.Timeout,
            Message = "No answer within 30 s; the process was ended. Look for a loop that never stops, or a lock that is never released.",
            Tests = [Test("A broken model is replaced", Verdict.Failed, 5) with { Cause = Cause.Timeout, Message = "No answer within 30 s; the process was ended. Look for a loop that never stops, or a lock that is never released.", Duration = TimeSpan.FromSeconds(30) }, Test("The answer says so", Verdict.Failed, 5) with { Cause = Cause.WrongAnswer, Message = "`fallback` is missing in the answer." }],
        },
        Task(6) with
        {
            Verdict = Verdict.Partial,
            Cause = Cause.Exception,
            Message = "ArgumentNullException: Value cannot be null. (Parameter 'image') at PredictEndpoint.cs:31.",
            Points = 9,
            Tests =
            [
                Test("A photo is classified", Verdict.Passed, 5),
                Test("Health says live and ready", Verdict.Passed, 4),
                Test("A missing field is a 400", Verdict.Failed, 3) with { Cause = Cause.Exception, Message = "ArgumentNullException: Value cannot be null. (Parameter 'image') at PredictEndpoint.cs:31." },
                Test("What is not an image is a 415", Verdict.Failed, 3) with { Cause = Cause.WrongAnswer, Message = "The answer is wrong for one of the unseen files. Which types do you accept?", Hidden = true },
            ],
            Measured = new Dictionary<string, Figure> { ["ram"] = new(71_300_000, "bytes", Reference: 44_000_000) },
            Budget = new Dictionary<string, Budget> { ["ram"] = new(60_000_000, "bytes", AtMost: true) },
        },
        Task(7) with
        {
            Verdict = Verdict.Inconclusive,
            Cause = Cause.Noise,
            Message = "2.4 to 3.3 ms for 100,000 articles, 3.0 ms are allowed: this machine is too busy to tell.",
            Tests = [Test("A hundred thousand articles are searched in time", Verdict.Inconclusive, 10) with { Cause = Cause.Noise, Message = "2.4 to 3.3 ms for 100,000 articles, 3.0 ms are allowed: this machine is too busy to tell." }],
            Measured = new Dictionary<string, Figure> { ["search_latency"] = new(2.9, "ms", 2.4, 3.3) },
            Budget = new Dictionary<string, Budget> { ["search_latency"] = new(3, "ms", AtMost: true) },
        },
        Task(8) with
        {
            Verdict = Verdict.NotRun,
            Cause = Cause.Prerequisite,
            Message = "It builds on \"A missing field is a 400\" of task 6 (Answer POST /api/predict and GET /api/health). Do that first.",
            Needs = [new(2, "Nothing is loaded before the first request", null, true), new(6, "A missing field is a 400", null, false)],
        },
        Passed(9, "Metrics are Prometheus text", "The sixty-first request of a minute is a 429"),
    ]);

    public static Grade Solved => Create([.. Enumerable.Range(1, Lab.Length).Select(id => Passed(id, "It does what was asked", "It keeps its budget") with
    {
        Measured = id == 4 ? new Dictionary<string, Figure> { ["size"] = new(398_000, "bytes", Reference: 1_552_000), ["speed_up"] = new(2.87, "x", 2.79, 2.95, Reference: 2.88) } : new Dictionary<string, Figure>(),
        Budget = id == 4 ? new Dictionary<string, Budget> { ["size"] = new(420_000, "bytes", AtMost: true), ["speed_up"] = new(2.07, "x", AtMost: false) } : new Dictionary<string, Budget>(),
    })]);

    /// <summary>Two tasks on parts that the grader gave: all of the seventh passed, one test of the eighth did not.</summary>
    public static Grade StoodIn => Create([.. Halfway.Tasks.Take(6), OnPreprocessing(Passed(7, "The nearest come first", "The shop finds articles")) with
    {
        Verdict = Verdict.Partial,
        Cause = Cause.Prerequisite,
        Points = 9,
        Message = "All tests pass, on the grader's own preprocessing: 80% of the points. Finish the earlier task to get the rest.",
    }, OnPreprocessing(Passed(8, "Pictures run together", "A full queue says so")) is var batches ? batches with
    {
        Verdict = Verdict.Partial,
        Cause = Cause.WrongAnswer,
        Points = 5,
        Message = "400 requests with a queue of 8: expected refusals, got none. Look at TryWrite.",
        Tests = [batches.Tests[0], batches.Tests[1] with { Verdict = Verdict.Failed, Cause = Cause.WrongAnswer, Points = 0, Message = "400 requests with a queue of 8: expected refusals, got none. Look at TryWrite.", Hints = ["A bounded channel refuses when it is full."] }],
    } : null!]);

    /// <summary>The same on a machine where int8 gains nothing.</summary>
    public static Grade Excused => Solved with
    {
        Machine = new MachineInfo("Atom N450", 1, ["sse4_2"], 2_000_000_000, "Debian GNU/Linux 12 (bookworm) x64"),
        Tasks = [.. Solved.Tasks.Select(task => task.Id != 4 ? task : task with
        {
            Measured = new Dictionary<string, Figure>(task.Measured) { ["speed_up"] = new(1.01, "x", 0.97, 1.04, Reference: 1.02) },
            Budget = new Dictionary<string, Budget>(task.Budget) { ["speed_up"] = new(0.72, "x", AtMost: false, Waived: true) },
        })],
    };

    public static Grade Create(IReadOnlyList<TaskGrade> tasks) => new()
    {
        Lab = "clothing-api",
        GradedAt = new DateTimeOffset(2026, 11, 20, 19, 42, 7, TimeSpan.Zero),
        Machine = new MachineInfo("AMD EPYC 9B45", 2, ["avx2", "avx512_vnni"], 25_300_000_000, "Debian GNU/Linux 12 (bookworm) x64"),
        Containment = ["Each task ran in a process of its own under bubblewrap: no network, files read-only but its scratch folder.", "Memory was watched every 20 ms: this machine gives no cgroup to hold it."],
        Seed = "0123456789abcdef0123456789abcdef",
        Tasks = tasks,
    };

    private static TaskGrade OnPreprocessing(TaskGrade task) => task with
    {
        Needs = [new(1, "A photo turned by its EXIF tag stands upright", "preprocessing", false), new(2, "Nothing is loaded before the first request", null, true)],
        Tests = [task.Tests[0], task.Tests[1] with { StandIns = ["preprocessing"], Points = 0.8 * task.Tests[1].MaxPoints }],
    };

    private static TaskGrade Task(int id) => new() { Id = id, Title = Lab[id - 1].Title, Verdict = Verdict.Failed, MaxPoints = Lab[id - 1].Points, Hints = [Lab[id - 1].Hint] };

    private static TaskGrade Passed(int id, params string[] tests)
    {
        var points = Lab[id - 1].Points;
        return Task(id) with { Verdict = Verdict.Passed, Points = points, Tests = [.. tests.Select(name => Test(name, Verdict.Passed, points / tests.Length))] };
    }

    private static TestGrade Test(string name, Verdict verdict, double points) => new()
    {
        Name = name,
        Verdict = verdict,
        Points = verdict == Verdict.Passed ? points : 0,
        MaxPoints = points,
        Duration = TimeSpan.FromMilliseconds(120.5),
    };
}
