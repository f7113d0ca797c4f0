using System.Xml.Linq;
using Frugal.Grading.Grades;
using Tiny;
using NUnit.Framework.Interfaces;

namespace Frugal.Grading.Tests.Tasks;

[NonParallelizable]   // sets environment variables of the process
public class TaskGradingTests
{
    [Test]
    public void The_starter_earns_nothing_and_gets_its_hints()
    {
        var (grade, _) = TinyLab.Of(Work.NotDone);

        Assert.That((grade.Lab, grade.Score, grade.MaxScore), Is.EqualTo(("tiny", 0.0, 21.0)));
        Assert.That(Task(grade, 1), Is.EqualTo((Verdict.Failed, Cause.NotDone, "Task 1 - add. Hint: one sign.")));
        Assert.That(grade.Tasks[0].Hints, Is.EqualTo(new[] { "A loop will do." }));
        Assert.That((grade.Tasks[1].Hints, grade.Tasks[1].Tests[0].Hints), Is.EqualTo((Array.Empty<string>(), new[] { "Read it again." })));
    }

    [Test]
    public void The_solution_earns_everything()
    {
        var (grade, result) = TinyLab.Of(Work.Done);

        Assert.That((grade.Score, grade.MaxScore, result.FailCount, result.SkipCount), Is.EqualTo((21.0, 21.0, 0, 0)));
        Assert.That(grade.Tasks.Select(task => task.Verdict), Is.All.EqualTo(Verdict.Passed));
        Assert.That(grade.Tasks.SelectMany(task => task.Hints.Concat(task.Tests.SelectMany(test => test.Hints.Concat(test.StandIns)))), Is.Empty);
        Assert.That(grade.Tasks[7].Needs.Select(need => (need.Task, need.Test, need.StandIn, need.Met)),
            Is.EqualTo(new[] { (1, "Two numbers give their sum", (string?)null, true), (1, "Any numbers give their sum", "sums", true) }));
    }

    [Test]
    public void A_part_of_the_tests_earns_a_part_of_the_points()
    {
        var (grade, _) = TinyLab.Of(Work.Half);

        Assert.That(grade.Tasks[0].Tests.Select(test => (test.Points, test.MaxPoints)), Is.EqualTo(new[] { (1.0, 1.0), (1.5, 1.5), (0.0, 1.5) }));
        Assert.That((grade.Tasks[0].Verdict, grade.Tasks[0].Points, grade.Tasks[0].MaxPoints), Is.EqualTo((Verdict.Partial, 2.5, 4.0)));
    }

    [Test]
    public void A_hidden_test_shows_its_name_and_nothing_of_its_inputs()
    {
        var (grade, result) = TinyLab.Of(Work.Half);

        var hidden = grade.Tasks[0].Tests[^1];
        Assert.That((hidden.Hidden, hidden.Name, hidden.Cause), Is.EqualTo((true, "Any numbers give their sum(2 of 2)", Cause.WrongAnswer)));
        var failed = Leaves(result).Single(test => test.Name == "Any_numbers_give_their_sum(2 of 2)");
        Assert.That(string.Concat(hidden.Message, failed.Message, failed.FullName), Does.Not.Contain("400").And.Not.Contain("8007"));
    }

    /// <summary>NUnit keeps each failed assertion and each output beside the message: its XML has them all, and so have the files of other runners.</summary>
    [TestCase(Work.NotDone), TestCase(Work.Half), TestCase(Work.Throws), TestCase(Work.Done)]
    public void NUnits_own_results_hold_nothing_of_a_hidden_test(Work work)
    {
        var (grade, result) = TinyLab.Of(work);

        // all texts and names: a seed or a duration may well contain such digits
        var xml = string.Join('\n', XElement.Parse(result.ToXml(recursive: true).OuterXml).DescendantsAndSelf()
            .SelectMany(element => element.Nodes().OfType<XText>().Select(text => text.Value).Append(element.Attribute("name")?.Value).Append(element.Attribute("fullname")?.Value)));

        Assert.That(xml, Does.Contain("Any_numbers_give_their_sum(2 of 2)").And.Contain("HiddenSetUpTests"));
        foreach (var secret in (string[])["4001", "4002", "4003", "4004", "8003", "8007", "sum - b", "70001"])
        {
            Assert.That(xml, Does.Not.Contain(secret));
        }

        Assert.That(xml, Does.Not.Contain("##vso["));
        Assert.That(Leaves(result).Where(test => test.Name.StartsWith("Any_numbers", StringComparison.Ordinal)).Select(test => (test.ResultState.Status == TestStatus.Passed, test.Duration > 0)),
            Is.EqualTo(grade.Tasks[0].Tests.Where(test => test.Hidden).Select(test => (test.Verdict == Verdict.Passed, true))));
    }

    [Test]
    public void An_exception_is_clipped_and_inert_and_in_a_hidden_test_shows_its_type_alone()
    {
        var (grade, result) = TinyLab.Of(Work.Throws);

        var tests = grade.Tasks[0].Tests;
        Assert.That(tests[0].Message, Does.Match(@"^The code threw InvalidOperationException: 1 and 2 ## vso\[task\.complete\] x+\.\.\. \(14,9\d\d more characters\)$"));
        Assert.That(tests.Skip(1).Select(test => test.Message), Is.All.EqualTo("The code threw InvalidOperationException on a hidden input."));
        Assert.That(Leaves(result).Where(test => test.FullName.Contains("AddTests", StringComparison.Ordinal)).Select(test => test.Message), Is.EquivalentTo(tests.Select(test => test.Message)));
    }

    [Test]
    public void A_task_whose_prerequisite_did_not_pass_is_not_run()
    {
        var (grade, result) = TinyLab.Of(Work.Half);

        Assert.That(Task(grade, 3), Is.EqualTo((Verdict.NotRun, Cause.Prerequisite, "It builds on \"Any numbers give their sum\" of task 1 (Add numbers). Do that first.")));
        Assert.That(Task(grade, 4), Is.EqualTo((Verdict.NotRun, Cause.Prerequisite, "It builds on \"It stands\" of task 3 (Builds on a test of the first). Do that first.")));
        Assert.That(grade.Tasks[2].Tests.Select(test => test.Verdict), Is.EqualTo(new[] { Verdict.NotRun }));
        Assert.That(Leaves(result).Where(test => test.FullName.Contains("ThirdTests", StringComparison.Ordinal)).Select(test => test.ResultState.Status), Is.EqualTo(new[] { TestStatus.Skipped }));
    }

    [Test]
    public void A_part_that_did_not_pass_costs_its_own_points_and_a_fifth_of_those_that_use_the_graders()
    {
        var task = TinyLab.Of(Work.Half).Grade.Tasks[7];

        Assert.That(task.Tests.Select(test => (test.Verdict, test.Points, test.StandIns.SingleOrDefault())), Is.EqualTo(new[] { (Verdict.Passed, 1.0, (string?)null), (Verdict.Passed, 4.0, "sums") }));
        Assert.That((task.Verdict, task.Cause, task.Points, task.Measured["given"].Value), Is.EqualTo((Verdict.Partial, Cause.Prerequisite, 5.0, 1.0)));
        Assert.That(task.Message, Is.EqualTo("All tests pass, on the grader's own sums: 80% of the points. Finish the earlier task to get the rest."));
        Assert.That(task.Needs.Select(need => need.Met), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void What_only_looks_done_earns_nothing_of_its_task()
    {
        var task = TinyLab.Of(Work.Half).Grade.Tasks[8];

        Assert.That((task.Verdict, task.Cause, task.Points, task.MaxPoints), Is.EqualTo((Verdict.Failed, Cause.Cheating, 0.0, 2.0)));
        Assert.That(task.Tests.Select(test => (test.Verdict, test.Points)), Is.EqualTo(new[] { (Verdict.Passed, 0.0), (Verdict.Failed, 0.0) }));
        Assert.That(task.Message, Is.EqualTo("Numbers.Sum is the course's own solution of this task. Nothing of this task counts."));
    }

    [Test]
    public void A_test_has_its_duration() =>
        Assert.That(TinyLab.Of(Work.Done).Grade.Tasks.SelectMany(task => task.Tests).Select(test => test.Duration), Is.All.GreaterThan(TimeSpan.Zero));

    [Test]
    public void What_fails_on_a_stand_in_earns_nothing_and_says_what_it_ran_on()
    {
        var task = TinyLab.Of(Work.Throws).Grade.Tasks[7];

        Assert.That(task.Tests.Select(test => (test.Verdict, test.Points)), Is.EqualTo(new[] { (Verdict.NotRun, 0.0), (Verdict.Failed, 0.0) }));
        Assert.That((task.Cause, task.Tests[1].StandIns, task.Tests[1].Hints), Is.EqualTo((Cause.Exception, new[] { "sums" }, new[] { "Take the sums as they come." })));
    }

    [Test]
    public void Noise_is_no_failure_and_blocks_no_other_task()
    {
        var (grade, _) = TinyLab.Of(Work.Half);

        Assert.That(Task(grade, 5), Is.EqualTo((Verdict.Inconclusive, Cause.Noise, "between 1.2x and 2.9x.")));
        Assert.That(grade.Tasks[6].Message, Is.EqualTo("It builds on \"One\" of task 6 (Prepared before its tests). Do that first."));
    }

    [Test]
    public void A_set_up_that_fails_fails_each_test_of_its_task_by_its_cause()
    {
        var (grade, _) = TinyLab.Of(Work.Half);

        Assert.That(Task(grade, 6), Is.EqualTo((Verdict.Failed, Cause.Timeout, "The answer did not come: Timeout.")));
        Assert.That(grade.Tasks[5].Tests.Select(test => (test.Name, test.Verdict)), Is.EqualTo(new[] { ("One", Verdict.Failed), ("Two", Verdict.Failed) }));
    }

    [Test]
    public void What_is_not_right_is_not_judged_small_and_what_is_not_small_is_not_judged_fast()
    {
        var tests = TinyLab.Of(Work.NotDone).Grade.Tasks[1].Tests;
        Assert.That(tests.Select(test => (test.Name, test.Verdict)), Is.EqualTo(new[] { ("It is right", Verdict.Failed), ("It is small", Verdict.NotRun), ("It is fast", Verdict.NotRun) }));

        tests = TinyLab.Of(Work.Half).Grade.Tasks[1].Tests;
        Assert.That(tests.Select(test => test.Verdict), Is.EqualTo(new[] { Verdict.Passed, Verdict.Failed, Verdict.NotRun }));
        Assert.That((tests[1].Cause, tests[2].Message), Is.EqualTo((Cause.TooLarge, "\"It is small\" comes first, and it did not pass.")));
    }

    [Test]
    public void Figures_stand_with_their_budgets_under_their_task()
    {
        var task = TinyLab.Of(Work.Half).Grade.Tasks[1];

        Assert.That(task.Measured["size"], Is.EqualTo(new Figure(500_000, "bytes")));
        Assert.That(task.Budget["size"], Is.EqualTo(new Budget(400_000, "bytes", AtMost: true)));
    }

    [Test]
    public void The_same_seed_draws_the_same_unseen_inputs_and_another_seed_others()
    {
        var first = TinyLab.Of(Work.Done).Grade;
        var again = TinyLab.Run(Work.Done, seed: 7, only: "Tiny.SeventhTests").Grade;
        var other = TinyLab.Run(Work.Done, seed: 8, only: "Tiny.SeventhTests").Grade;

        Assert.That((first.Seed, again.Seed, other.Seed), Is.EqualTo(($"{7:x32}", $"{7:x32}", $"{8:x32}")));
        Assert.That(again.Tasks.Single().Measured["first"], Is.EqualTo(first.Tasks[6].Measured["first"]));
        Assert.That(other.Tasks.Single().Measured["first"], Is.Not.EqualTo(first.Tasks[6].Measured["first"]));
    }

    [Test]
    public void A_grading_of_one_task_shows_it_alone_and_leaves_the_card_of_the_lab()
    {
        var grade = TinyLab.Run(Work.Done, only: "Tiny.ThirdTests").Grade;

        Assert.That(grade.Tasks.Select(task => (task.Id, task.Verdict)), Is.EqualTo(new[] { (3, Verdict.Passed) }));
    }

    [Test]
    public void With_prerequisites_ignored_each_test_runs()
    {
        var grade = TinyLab.Run(Work.Half, prerequisites: "ignore").Grade;

        Assert.That(grade.Tasks.SelectMany(task => task.Tests).Select(test => test.Verdict), Has.None.EqualTo(Verdict.NotRun));
    }

    private static (Verdict, Cause, string?) Task(Grade grade, int number)
    {
        var task = grade.Tasks.Single(task => task.Id == number);
        return (task.Verdict, task.Cause, task.Message);
    }

    private static IEnumerable<ITestResult> Leaves(ITestResult result) => result.HasChildren ? result.Children.SelectMany(Leaves) : [result];
}
