using System.Text.RegularExpressions;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Tests.Cards;

public partial class HtmlCardTests
{
    [Test]
    public void The_page_fetches_nothing()
    {
        var page = HtmlCard.Render(SampleGrades.Halfway);

        Assert.Multiple(() =>
        {
            Assert.That(Address().Matches(page), Is.Empty);
            Assert.That(page, Does.Contain("default-src 'none'").And.Contain("navigator.language").And.Contain("prefers-color-scheme: dark"));
        });
    }

    [Test]
    public void No_text_of_a_grade_becomes_a_tag_or_an_attribute() => Property.Holds(GradeGenerator.Grades, grade =>
    {
        // given the same grade with harmless letters in place of every text
        var harmless = grade with
        {
            Lab = "a",
            Containment = [.. grade.Containment.Select(_ => "a")],
            Tasks = [.. grade.Tasks.Select(task => task with
            {
                Title = "a",
                Message = Harmless(task.Message),
                Hints = [.. task.OpenHints().Select(_ => "other")],
                Needs = [.. task.Needs.Select(need => need with { Test = "a", StandIn = need.StandIn is null ? null : GradeGenerator.Harmless(need.StandIn) })],
                Tests = [.. task.Tests.Select(test => test with
                {
                    Name = "a",
                    Message = test.Message == task.Message ? Harmless(test.Message) : test.Message is null ? null : "other",
                    Hints = [.. test.OpenHints().Select(_ => "hint")],
                    StandIns = [.. test.StandIns.Select(GradeGenerator.Harmless)],
                })],
            })],
        };
        var plain = grade with { Tasks = [.. grade.Tasks.Select(task => task with { Hints = [.. task.OpenHints()], Tests = [.. task.Tests.Select(test => test with { Hints = [.. test.OpenHints()] })] })] };

        // then both pages have the same tags, attribute for attribute
        Assert.That(Tags(HtmlCard.Render(plain)), Is.EqualTo(Tags(HtmlCard.Render(harmless))));
    });

    [Test]
    public void A_script_in_every_text_is_shown_and_not_run()
    {
        const string Attack = "<script>document.title='owned'</script><img src=x onerror=alert(1)>\"' onclick=alert(1) `<b>`";
        var task = SampleGrades.Halfway.Tasks[5];
        var grade = SampleGrades.Create([task with
        {
            Title = Attack,
            Message = Attack,
            Hints = [Attack + "!"],
            Needs = [new(1, Attack, Attack, false)],
            Tests = [task.Tests[2] with { Name = Attack, Message = Attack + "?", Hints = [Attack + "."], StandIns = [Attack] }],
            Measured = new Dictionary<string, Figure> { [Attack] = new(1, Attack) },
            Budget = new Dictionary<string, Budget> { [Attack] = new(1, Attack, true) },
        }]) with { Lab = Attack, Containment = [Attack] };

        var page = HtmlCard.Render(grade);

        Assert.Multiple(() =>
        {
            Assert.That(Regex.Count(page, "<script"), Is.EqualTo(2), "the page's own");
            Assert.That(page, Does.Not.Contain("<img").And.Not.Contain("<b>`"));
            Assert.That(page, Does.Contain("&lt;script&gt;document.title=&#x27;owned&#x27;&lt;/script&gt;").And.Contain("<code>&lt;b&gt;</code>"));
            Assert.That(Tags(page).Where(tag => tag.Contains("onerror") || tag.Contains("onclick")), Is.Empty);
        });
    }

    [TestCase("</style><script>alert(1)</script>", "&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;", TestName = "An end of the style sheet is shown")]
    [TestCase("\" autofocus onfocus=\"alert(1)", "&quot; autofocus onfocus=&quot;alert(1)", TestName = "Quotes end no attribute")]
    [TestCase("log\u202Egpj.exe\u2066\u200F", "loggpj.exe", TestName = "Nothing overrides the direction of the text")]
    [TestCase("\u001b[31mred\u001b[0m\u001b]0;title\u0007\u001b[2J\u0008", "red", TestName = "No terminal sequence is left")]
    public void Text_of_a_student_is_only_text(string text, string shown)
    {
        var task = SampleGrades.Halfway.Tasks[5];
        var name = text.Replace(' ', '_');

        var page = HtmlCard.Render(SampleGrades.Create([task with
        {
            Title = text,
            Message = text,
            Hints = [text + "!"],
            Needs = [new(1, text, text, false)],
            Tests = [task.Tests[2] with { Name = text, Message = text + "?", Hints = [text + "."], StandIns = [text] }],
            Measured = new Dictionary<string, Figure> { [name] = new(1, text) },
            Budget = new Dictionary<string, Budget> { [name] = new(1, text, true) },
        }]) with { Lab = text, Containment = [text] });

        Assert.That(Regex.Count(page, Regex.Escape(shown)), Is.GreaterThanOrEqualTo(9));
        Assert.That(Regex.Count(page, "<(?:script|style)>"), Is.EqualTo(3), "the page's own");
        Assert.That(page, Does.Not.Match("[\\p{Cf}\\x00-\\x08\\x0b-\\x1f]").And.Not.Match("&#x(?:1B|20[0-6][0-9A-F]);"));
        Assert.That(Tags(page).Where(tag => tag.Contains("onfocus")), Is.Empty);
    }

    [Test]
    public void The_content_security_policy_names_the_pages_own_script_and_style()
    {
        var page = HtmlCard.Render(SampleGrades.Solved);

        Assert.Multiple(() =>
        {
            foreach (Match element in Regex.Matches(page, "<(script|style)>(.*?)</\\1>", RegexOptions.Singleline))
            {
                var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(element.Groups[2].Value)));
                Assert.That(page, Does.Match($"{element.Groups[1].Value}-src [^;]*'sha256-{Regex.Escape(hash)}'"));
            }

            Assert.That(page, Does.Not.Contain(" style=\""), "which the policy would not let through");
        });
    }

    [Test]
    public void Every_text_of_the_page_is_there_in_both_languages()
    {
        foreach (var grade in new[] { SampleGrades.Starter, SampleGrades.Halfway, SampleGrades.Solved, SampleGrades.StoodIn })
        {
            var page = HtmlCard.Render(grade);

            Assert.That(Regex.Count(page, "<span lang=\"en\">"), Is.EqualTo(Regex.Count(page, "<span lang=\"fr\">")).And.GreaterThan(20));
        }
    }

    [Test]
    public void What_is_drawn_is_said_in_words()
    {
        var page = HtmlCard.Render(SampleGrades.Halfway);

        Assert.Multiple(() =>
        {
            Assert.That(Regex.Matches(page, "<svg[^>]*>").Select(tag => tag.Value), Is.All.Contain("aria-hidden=\"true\""));
            Assert.That(Regex.Count(page, "class=\"mark\"(?! aria-hidden)"), Is.Zero, "a mark's word is there for screen readers");
            Assert.That(page, Does.Contain("1.31×").And.Contain("1,31×").And.Contain("412 KB").And.Contain("412 Ko").And.Contain("budget missed").And.Contain("budget manqué"));
            Assert.That(page, Does.Contain("<details class=\"task passed\" id=\"task-1\">").And.Contain("<details class=\"task partial\" id=\"task-4\" open>"));
        });
    }

    [Test]
    public void What_a_task_needs_and_what_stood_in_is_said()
    {
        var page = HtmlCard.Render(SampleGrades.StoodIn);

        Assert.That(page, Does.Contain("Task 1: A photo turned by its EXIF tag stands upright (otherwise the grader&#x27;s own preprocessing, for 80% of the points)"));
        Assert.That(page, Does.Contain("The grader&#x27;s own preprocessing stood in, for 80% of the points").And.Contain("80 % des points"));
        Assert.That(page, Does.Contain("A bounded channel refuses when it is full."));
    }

    [Test]
    public void A_figure_whose_interval_holds_the_budget_is_not_settled_while_its_task_is_not()
    {
        var task = SampleGrades.Halfway.Tasks[6];

        Assert.Multiple(() =>
        {
            Assert.That(task.Standing("search_latency"), Is.EqualTo(Verdict.Inconclusive));
            Assert.That((task with { Verdict = Verdict.Passed }).Standing("search_latency"), Is.EqualTo(Verdict.Passed));
            Assert.That(task.Standing("size"), Is.Null);
        });
    }

    [Test]
    public void Tags_are_balanced() => Property.Holds(GradeGenerator.Grades, grade =>
    {
        var open = new Stack<string>();
        foreach (var tag in Tags(HtmlCard.Render(grade)).Select(tag => Regex.Match(tag, "^<(/?)([a-z0-9!]+).*?(/?)>$", RegexOptions.Singleline)))
        {
            var name = tag.Groups[2].Value;
            if (tag.Groups[1].Length > 0)
            {
                Assert.That(open.Pop(), Is.EqualTo(name));
            }
            else if (tag.Groups[3].Length == 0 && name is not ("!doctype" or "meta" or "link"))
            {
                open.Push(name);
            }
        }

        Assert.That(open, Is.Empty);
    });

    private static string? Harmless(string? text) => string.IsNullOrWhiteSpace(text) || PlainText.Clean(text).Length == 0 ? text : "message";

    private static string[] Tags(string page) => [.. Tag().Matches(Regex.Replace(page, "(?<=<script>).*?(?=</script>)", "", RegexOptions.Singleline)).Select(match => match.Value)];

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?:\bsrc|\bhref|url)\s*[=(]\s*[""']?(?!data:|#)[a-z/]", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
