using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(2, "A model opened once, and a fallback")]
[Points(10)]
[Hint("Keep the Task<T> behind a lock: who comes later waits for the same one. A task that has failed is made anew.")]
public class LoadOnceTests : TaskFixture
{
    private const int Callers = 50;
    private const int Rounds = 5000;
    private const string Where = "OnFirstUse";

    private static ReferenceShop Shop => ReferenceShop.Instance;

    [Test, Points(1.5)]
    public void Fifty_callers_at_once_open_one_model()
    {
        var storm = Storm();

        var expect = Expect.For($"{Callers} callers at once, while the model is being opened", $"{Where}.GetAsync: who decides that it has to be made, and who else can decide so at the same moment");
        expect.Equal("openings:", storm.Made, 1);
        expect.Equal("different models, in number:", storm.Different, 1);
        expect.Equal("that every caller has its task back before the model is open:", storm.Together, true);
        Expect.For($"Two callers at the very same moment, {Rounds} times", $"{Where}.GetAsync: between the question whether it is made and the making, the other caller asks too")
            .Equal("rounds with two makings:", Student.Call(LoadProbes.Race, Rounds), 0);
        MustNotCall("Frugal.Serving.Models.ModelPool`1");
    }

    [Test, Points(1), Hint("Made only looks; GetAsync makes.")]
    public void Nothing_is_made_before_it_is_asked_for()
    {
        var storm = Storm();

        Expect.For("A new OnFirstUse, before any call of GetAsync", $"{Where}.Made").Equal("that something is made:", storm.MadeBefore, false);
        Expect.For("OnFirstUse after all calls of GetAsync have been answered", $"{Where}.Made").Equal("that it is made:", storm.MadeAfter, true);
    }

    [Test, Points(1.5), Hint("Task.Run(make) runs it in another thread; a lock may be held only for the moment of the decision.")]
    public void The_caller_is_not_held_up_while_it_is_made() =>
        Expect.For("The first call of GetAsync, while the making takes its time", $"{Where}.GetAsync: it runs the making in the caller's thread")
            .Equal("a task that is not complete, and Made still null:", Student.Call(LoadProbes.ReturnsAtOnce, 0), true);

    [Test, Hidden, Points(2), Hint("Task.IsFaulted.")]
    public void A_failure_goes_to_all_who_wait_and_the_next_caller_tries_again()
    {
        var answer = Student.Call(LoadProbes.FailOnce, 8);

        var expect = Expect.For("8 callers at once, and a first making that fails");
        expect.Equal("callers with the failure:", answer.Failures, 8);
        expect.Equal("Made after the failure:", answer.MadeBefore, false);
        expect.Equal("makings, the next caller's among them:", answer.Made, 2);
        expect.Equal("what the next caller got to be right, and Made then:", (answer.Different == 1, answer.MadeAfter), (true, true));
    }

    [Test, Points(1)]
    [Requires(2, nameof(Fifty_callers_at_once_open_one_model), StandIn = Parts.Models)]
    public void The_model_that_was_asked_for_answers_when_it_can()
    {
        var answer = Choose("int8", Good("int8"), "fp32", Good("fp32"));

        var expect = Expect.For("Both model files are good, and int8 is asked for", "ModelWithFallback.ChooseAsync");
        expect.Equal("the format", answer.Format, "int8");
        expect.Equal("Fallback:", answer.Fallback, false);
        expect.Equal("the reason", answer.Reason, null);
    }

    [Test, Points(1), Hint("Catch FrugalException around main.GetAsync.")]
    [Requires(2, nameof(Fifty_callers_at_once_open_one_model), StandIn = Parts.Models)]
    public void The_other_answers_when_the_file_is_missing_and_says_so()
    {
        var answer = Choose("int8", Scratch["missing.onnx"], "fp32", Good("fp32"));

        var expect = Expect.For("The int8 file is missing, and int8 is asked for", "ModelWithFallback.ChooseAsync");
        expect.Equal("the format", answer.Format, "fp32");
        expect.Equal("Fallback:", answer.Fallback, true);
        expect.That(answer.Reason is { Length: > 0 }, "a reason for the customer", answer.Reason is null ? "nothing" : "an empty text");
    }

    [Test, Hidden, Points(1), Hint("The reason is a sentence of yours, not the exception's.")]
    [Requires(2, nameof(Fifty_callers_at_once_open_one_model), StandIn = Parts.Models)]
    public void The_other_answers_when_the_file_is_cut_in_half_and_the_reason_names_no_path_of_the_server()
    {
        var answer = Choose("fp32", Half("fp32"), "int8", Good("int8"));

        var expect = Expect.For("The fp32 file is cut in half, and fp32 is asked for");
        expect.Equal("the format", answer.Format, "int8");
        expect.Equal("Fallback:", answer.Fallback, true);
        expect.That(answer.Reason is { Length: > 0 } reason && !reason.Contains(Scratch.Folder, StringComparison.Ordinal) && !reason.Contains(".onnx", StringComparison.Ordinal), "a reason without a path", answer.Reason ?? "nothing");
    }

    [Test, Points(1), Hint("Problem.ModelUnavailable(sentence, time).")]
    [Requires(2, nameof(Fifty_callers_at_once_open_one_model), StandIn = Parts.Models)]
    public void When_neither_can_answer_the_client_may_come_back_later()
    {
        var answer = Choose("int8", Half("int8"), "fp32", Scratch["missing.onnx"]);

        var expect = Expect.For("The int8 file is cut in half and the fp32 file is missing", "ModelWithFallback.ChooseAsync, when the fallback fails too");
        expect.Equal("the problem", answer.Code, "model_unavailable");
        expect.Equal("the status", answer.Status, 503);
        expect.That(answer.RetryAfter > 0, "a time after which to ask again", answer.RetryAfter is { } seconds ? $"{seconds} s" : "none");
        expect.That(answer.Detail?.Contains(Scratch.Folder, StringComparison.Ordinal) != true, "a detail without a path of the server", "one with the path");
    }

    private StormAnswer Storm()
    {
        var model = Scratch.Write("model.onnx", File.ReadAllBytes(Shop.ClassifierFile("int8")));
        return Student.Call(LoadProbes.Storm, new StormRequest(Callers, model));
    }

    private ChoiceAnswer Choose(string mainFormat, string main, string fallbackFormat, string fallback) =>
        Student.Call(ModelProbes.Choose, new ChoiceRequest(mainFormat, main, fallbackFormat, fallback, StandsIn(Parts.Models)));

    private string Good(string format) => Scratch.Write($"good.{format}.onnx", File.ReadAllBytes(Shop.ClassifierFile(format)));

    private string Half(string format)
    {
        var whole = File.ReadAllBytes(Shop.ClassifierFile(format));
        return Scratch.Write($"half.{format}.onnx", whole.AsSpan(0, whole.Length / 2));
    }
}
