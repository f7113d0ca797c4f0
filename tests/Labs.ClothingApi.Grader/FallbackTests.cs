using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(5, "A fallback when the main model fails")]
[Points(8)]
[Requires(2, nameof(LoadOnceTests.Fifty_callers_at_once_open_one_model))]
[Hint("try main.GetAsync, catch FrugalException, and say in Reason what happened: in the user's words, without a path.")]
public class FallbackTests : TaskFixture
{
    private static ReferenceShop Shop => ReferenceShop.Instance;

    [Test]
    public void The_model_that_was_asked_for_answers_when_it_can()
    {
        var answer = Choose("int8", Good("int8"), "fp32", Good("fp32"));

        Assert.That((answer.Format, answer.Fallback, answer.Reason), Is.EqualTo(("int8", false, (string?)null)), "format, fallback, reason");
    }

    [Test]
    public void The_other_answers_when_the_file_is_missing_and_says_so()
    {
        var answer = Choose("int8", Scratch["missing.onnx"], "fp32", Good("fp32"));

        Assert.That((answer.Format, answer.Fallback), Is.EqualTo(("fp32", true)), "format, fallback");
        Assert.That(answer.Reason, Is.Not.Null.And.Not.Empty, "Reason");
    }

    [Test, Hidden]
    public void The_other_answers_when_the_file_is_cut_in_half_whichever_was_asked_for()
    {
        var answer = Choose("fp32", Half("fp32"), "int8", Good("int8"));

        Assert.That((answer.Format, answer.Fallback), Is.EqualTo(("int8", true)), "format, fallback");
        Assert.That(answer.Reason, Is.Not.Null.And.Not.Empty.And.Not.Contains(Scratch.Folder), "Reason, without the server's paths");
    }

    [Test]
    public void When_neither_can_answer_the_client_may_come_back_later()
    {
        var answer = Choose("int8", Half("int8"), "fp32", Scratch["missing.onnx"]);

        Assert.That((answer.Code, answer.Status), Is.EqualTo(("model_unavailable", 503)), "code, status");
        Assert.That(answer.RetryAfter, Is.GreaterThan(0), "RetryAfter");
        Assert.That(answer.Detail, Does.Not.Contain(Scratch.Folder), "the detail holds no path of the server");
    }

    private ChoiceAnswer Choose(string mainFormat, string main, string fallbackFormat, string fallback) =>
        Student.Call(ModelProbes.Choose, new ChoiceRequest(mainFormat, main, fallbackFormat, fallback));

    private string Good(string format) => Scratch.Write($"good.{format}.onnx", File.ReadAllBytes(Shop.ClassifierFile(format)));

    private string Half(string format)
    {
        var whole = File.ReadAllBytes(Shop.ClassifierFile(format));
        return Scratch.Write($"half.{format}.onnx", whole.AsSpan(0, whole.Length / 2));
    }
}
