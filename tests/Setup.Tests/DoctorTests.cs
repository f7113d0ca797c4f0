using System.Text.Json;
using Frugal.Setup.Checks;
using Frugal.Setup.Testing;

namespace Setup.Tests;

public class DoctorTests
{
    private static readonly Check[] Checks =
    [
        Check.Fine("git", "2.39.5"),
        new("Chromium", State.Optional, "not installed", "install chromium"),
        Check.Missing("command line", "not built", "./frugal setup"),
    ];

    [Test]
    public void Each_check_is_one_line_that_ends_with_the_remedy()
    {
        var lines = DoctorCommand.Lines(Checks).Split(Environment.NewLine);

        Assert.That(lines, Is.EqualTo(new[]
        {
            "  ok        git                  2.39.5",
            "  optional  Chromium             not installed  ->  install chromium",
            "  MISSING   command line         not built  ->  ./frugal setup",
        }));
    }

    [Test]
    public void The_json_says_whether_all_is_there_and_what_is_not()
    {
        using var json = JsonDocument.Parse(DoctorCommand.Json(Checks));

        Assert.That(json.RootElement.GetProperty("ok").GetBoolean(), Is.False);
        var missing = json.RootElement.GetProperty("checks")[2];
        Assert.That(missing.GetProperty("name").GetString(), Is.EqualTo("command line"));
        Assert.That(missing.GetProperty("state").GetString(), Is.EqualTo("missing"));
        Assert.That(missing.GetProperty("remedy").GetString(), Is.EqualTo("./frugal setup"));
    }

    [Test]
    public void What_not_everybody_needs_does_not_make_the_machine_unfit()
    {
        using var json = JsonDocument.Parse(DoctorCommand.Json(Checks[..2]));

        Assert.That(json.RootElement.GetProperty("ok").GetBoolean(), Is.True);
    }

    [TestCase(1.5, State.Missing, "1.5 GB free; 2 GB are needed")]
    [TestCase(2.5, State.Fine, "2.5 GB free")]
    public void Too_little_of_something_is_missing(double value, State state, string found)
    {
        var check = Machine.AtLeast("disk", value, 2, "GB free", "free space");

        Assert.That((check.State, check.Found), Is.EqualTo((state, found)));
    }

    [TestCase(true, State.Fine, null)]
    [TestCase(false, State.Optional, "see docs/en/grading-safely.md")]
    public void A_bubblewrap_that_may_not_make_namespaces_is_not_fine(bool contains, State state, string? remedy)
    {
        var check = TestTools.JudgeSandbox(contains);

        Assert.That((check.Name, check.State, check.Remedy), Is.EqualTo(("bubblewrap", state, remedy)));
    }
}
