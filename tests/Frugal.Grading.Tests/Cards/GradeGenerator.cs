using Frugal.Grading.Grades;
using FsCheck;
using FsCheck.Fluent;

namespace Frugal.Grading.Tests.Cards;

/// <summary>Grades of any shape: every verdict and cause, unfriendly texts, figures with and without budgets.</summary>
internal static class GradeGenerator
{
    private static readonly string[] Unfriendly =
    [
        "", "plain", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&amp;", "]]>", "--><b>", "\u0000\u001b[2J\u0007", "\u202egnp.exe",
        "élève, 数, 🦊", "</style><script>", "{0} {{x}}", "[red]x[/]", "a\r\nb\tc", "\uffff", "null",
    ];

    private static readonly Gen<string> Texts = Gen.Elements(Unfriendly);

    private static readonly Gen<double> Numbers = Gen.Choose(0, 1_000_000).Select(i => i / 8.0);

    private static readonly Gen<Figure> Figures =
        from value in Numbers
        from unit in Gen.Elements("bytes", "ms", "x", "%", "pictures/s")
        from spread in Gen.OneOf(Gen.Constant((double?)null), Numbers.Select(number => (double?)number))
        from reference in Gen.OneOf(Gen.Constant((double?)null), Numbers.Select(number => (double?)number))
        select new Figure(value, unit, value - spread, value + spread, reference);

    private static readonly Gen<Need> Needs =
        from task in Gen.Choose(1, 9)
        from test in Texts
        from part in Gen.OneOf(Gen.Constant((string?)null), Texts.Select(text => (string?)text))
        from met in Gen.Elements(true, false)
        select new Need(task, test, part, met);

    private static readonly Gen<TestGrade> Tests =
        from name in Texts
        from message in Gen.OneOf(Gen.Constant((string?)null), Texts.Select(text => (string?)text))
        from verdict in Gen.Elements(Enum.GetValues<Verdict>())
        from cause in Gen.Elements(Enum.GetValues<Cause>())
        from points in Numbers
        from ticks in Gen.Choose(0, int.MaxValue)
        from hints in Gen.Resize(Gen.ListOf(Texts), 2)
        from parts in Gen.Resize(Gen.ListOf(Texts), 2)
        select new TestGrade { Name = name, Message = message, Hints = [.. hints], StandIns = [.. parts], Verdict = verdict, Cause = cause, Points = points, MaxPoints = 2 * points, Hidden = ticks % 2 == 0, Duration = TimeSpan.FromTicks(ticks) };

    private static readonly Gen<TaskGrade> Tasks =
        from id in Gen.Choose(1, 99)
        from test in Tests
        from tests in Gen.Resize(Gen.ListOf(Tests), 4)
        from hints in Gen.Resize(Gen.ListOf(Texts), 3)
        from figures in Gen.Resize(Gen.ListOf(Figures), 3)
        from needs in Gen.Resize(Gen.ListOf(Needs), 3)
        select new TaskGrade
        {
            Needs = [.. needs],
            Id = id,
            Title = test.Name,
            Message = test.Message,
            Verdict = test.Verdict,
            Cause = test.Cause,
            Points = test.Points,
            MaxPoints = test.MaxPoints,
            Hints = [.. hints],
            Tests = [.. tests],
            Measured = figures.Index().ToDictionary(item => $"figure_{item.Index}", item => item.Item),
            Budget = figures.Index().Where(item => item.Index % 2 == 0).ToDictionary(item => $"figure_{item.Index}", item => new Budget(item.Item.Value, item.Item.Unit, item.Index == 0, Waived: id % 2 == 0)),
        };

    /// <summary>Letters for an unfriendly text, others for each.</summary>
    public static string Harmless(string text) => $"a{Array.IndexOf(Unfriendly, text)}";

    /// <summary>The grades.</summary>
    public static Gen<Grade> Grades { get; } =
        from tasks in Gen.Resize(Gen.ListOf(Tasks), 5)
        from lab in Texts.Select(text => "lab" + text)
        from sentence in Texts
        from seed in Gen.Choose(int.MinValue, int.MaxValue)
        select SampleGrades.Create([.. tasks]) with { Lab = lab, Containment = [sentence], Seed = $"{seed:x32}" };
}
