using System.Text.Json;
using Frugal.Setup;

namespace Frugal.Tests.Setup;

public class DoctorTests
{
    private static readonly Check[] Checks = [Check.Fine("git", "2.39.5"), Check.Missing("cmake", "not installed", "./frugal setup")];

    [Test]
    public void Each_check_has_a_line_and_the_remedy_stands_on_it()
    {
        var lines = DoctorCommand.Lines(Checks).Split(Environment.NewLine);

        Assert.That(lines, Is.EqualTo(new[]
        {
            "  ok       git                  2.39.5",
            "  MISSING  cmake                not installed  ->  ./frugal setup",
        }));
    }

    [Test]
    public void The_json_says_whether_all_is_there_and_what_is_not()
    {
        using var json = JsonDocument.Parse(DoctorCommand.Json(Checks));

        Assert.That(json.RootElement.GetProperty("ok").GetBoolean(), Is.False);
        var missing = json.RootElement.GetProperty("checks")[1];
        Assert.That(missing.GetProperty("name").GetString(), Is.EqualTo("cmake"));
        Assert.That(missing.GetProperty("ok").GetBoolean(), Is.False);
        Assert.That(missing.GetProperty("remedy").GetString(), Is.EqualTo("./frugal setup"));
    }
}
