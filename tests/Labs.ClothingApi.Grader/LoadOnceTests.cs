using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(2, "A model that is opened once, on first use")]
[Points(10)]
[Hint("Keep the Task<T> behind a lock: who comes later waits for the same one. A task that has failed is made anew.")]
public class LoadOnceTests : TaskFixture
{
    private const int Callers = 50;

    [Test]
    public void Nothing_is_made_before_it_is_asked_for()
    {
        var storm = Storm();

        Assert.That((storm.MadeBefore, storm.MadeAfter), Is.EqualTo((false, true)), "Made, before the first call and after the last one");
    }

    [Test]
    public void Fifty_callers_at_once_open_one_model()
    {
        var storm = Storm();

        Assert.That((storm.Made, storm.Different), Is.EqualTo((1, 1)), "how often it was made, and how many different ones the callers got");
        StudentsCode.MustNotUse("Frugal.Serving.Models.ModelPool`1");
    }

    [Test]
    public void The_caller_is_not_held_up_while_it_is_made() => Assert.That(Student.Call(LoadProbes.ReturnsAtOnce, 0), Is.True);

    [Test, Hidden, Hint("Task.IsFaulted.")]
    public void A_failure_goes_to_all_who_wait_and_the_next_caller_tries_again()
    {
        var answer = Student.Call(LoadProbes.FailOnce, 8);

        Assert.Multiple(() =>
        {
            Assert.That(answer.Failures, Is.EqualTo(8), "callers that got the failure");
            Assert.That(answer.MadeBefore, Is.False, "Made after the failure");
            Assert.That((answer.Made, answer.Different, answer.MadeAfter), Is.EqualTo((2, 1, true)), "attempts, what the next caller got, and Made then");
        });
    }

    private StormAnswer Storm()
    {
        var model = Scratch.Write("model.onnx", File.ReadAllBytes(ReferenceShop.Instance.ClassifierFile("int8")));
        return Student.Call(LoadProbes.Storm, new StormRequest(Callers, model));
    }
}
