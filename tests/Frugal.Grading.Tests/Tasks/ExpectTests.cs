using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Tests.Tasks;

public class ExpectTests
{
    private static readonly Expect Text = Expect.For("The text \"\" (empty)", "the length of what was decoded");

    [Test]
    public void A_failed_check_says_the_input_what_was_expected_what_came_and_where_to_look()
    {
        Fails(() => Text.Equal("the code", (string?)null, "broken_base64"), "expected the code \"broken_base64\", got nothing");
        Fails(() => Text.Equal("the code", "", "broken_base64"), "expected the code \"broken_base64\", got an empty text");
        Fails(() => Text.Equal("a problem:", false, true), "expected a problem: yes, got no");
        Fails(() => Text.Between("the bytes", 9, 1, 3), "expected the bytes from 1 to 3, got 9");
        Fails(() => Text.Between("the bytes", double.NaN, 1, 3), "expected the bytes from 1 to 3, got NaN");
        Fails(() => Text.Between("the bytes", 2e6, 0.25, 1.9e6), "expected the bytes from 0.25 to 1900000, got 2000000");
        Fails(() => Text.Near("the mean", double.NaN, 0.5, 0.1), "expected the mean 0.5 within 0.1, got NaN");
        Fails(() => Text.Near("value", [1f], [1f, 2f], 0.1), "expected values, in number: 2, got 1");
        Fails(() => Text.Near("value", [1f, 9f, 8f], [1f, 2f, 3f], 0.1), "expected value [1] 2 within 0.1, got 9 (2 of 3 are wrong)");
        Fails(() => Text.Equal("the numbers", Enumerable.Range(0, 20), Enumerable.Range(1, 20)),
            "expected the numbers 1, 2, 3, 4, 5, 6, 7, 8... (20 in all), got 0, 1, 2, 3, 4, 5, 6, 7... (20 in all)");
        Fails(() => Text.That(false, "a refusal", "3 bytes"), "expected a refusal, got 3 bytes");
    }

    [Test]
    public void What_is_right_passes()
    {
        Text.Equal("the numbers", new[] { 1, 2 }.Where(number => number > 0), [1, 2]);
        Text.Equal("the text", "a", "a");
        Text.Between("the bytes", 3, 1, 3);
        Text.Near("value", [1f, 2.05f], [1f, 2f], 0.1);
        Text.That(true, "a refusal", "none");
    }

    private static void Fails(Action check, string said)
    {
        var failure = Assert.Throws<StudentFailure>(check.Invoke)!;

        Assert.That(failure.Cause, Is.EqualTo(Cause.WrongAnswer));
        Assert.That(failure.Message, Is.EqualTo($"The text \"\" (empty): {said}. Look at the length of what was decoded."));
    }
}
