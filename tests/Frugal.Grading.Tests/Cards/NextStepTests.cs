using Frugal.Grading.Cards;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Cards;

public class NextStepTests
{
    [Test]
    public void The_first_task_that_the_student_can_mend_comes_before_what_the_grader_or_the_machine_did()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Next((Verdict.Passed, Cause.None), (Verdict.Inconclusive, Cause.Noise), (Verdict.Partial, Cause.TooSlow)), Is.EqualTo(3));
            Assert.That(Next((Verdict.Failed, Cause.Grader), (Verdict.Failed, Cause.NotDone)), Is.EqualTo(2));
            Assert.That(Next((Verdict.Failed, Cause.Grader), (Verdict.NotRun, Cause.Prerequisite)), Is.EqualTo(1));
            Assert.That(Next((Verdict.Passed, Cause.None)), Is.Null);
        });

        static int? Next(params (Verdict Verdict, Cause Cause)[] tasks) =>
            NextStep.Of(SampleGrades.Create([.. tasks.Select((task, i) => new TaskGrade { Id = i + 1, Title = "t", Verdict = task.Verdict, Cause = task.Cause })])).Task?.Id;
    }

    [Test]
    public void A_noisy_machine_and_a_failing_grader_are_told_what_to_do_about()
    {
        var noisy = SampleGrades.Create([new TaskGrade { Id = 1, Title = "t", Verdict = Verdict.Inconclusive, Cause = Cause.Noise }]);
        var broken = SampleGrades.Create([new TaskGrade { Id = 1, Title = "t", Verdict = Verdict.Failed, Cause = Cause.Grader }]);

        Assert.Multiple(() =>
        {
            Assert.That(NextStep.Of(noisy).Advice.English, Does.Contain("grade again"));
            Assert.That(NextStep.Of(broken).Advice.English, Does.Contain("show this card to your teacher"));
        });
    }

    [Test]
    public void Where_some_tasks_were_chosen_the_rest_of_the_lab_comes_next()
    {
        var chosen = SampleGrades.Create([new TaskGrade { Id = 2, Title = "t", Verdict = Verdict.Passed, Cause = Cause.None }]);

        Assert.That(NextStep.Of(chosen with { NotChosen = 3 }).Advice.English, Does.Contain("The chosen tasks are passed"));
        Assert.That(NextStep.Of(chosen).Advice.English, Is.EqualTo("Every task is passed."));
    }
}
