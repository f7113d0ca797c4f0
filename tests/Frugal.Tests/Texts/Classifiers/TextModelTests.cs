using Frugal.Onnx;
using Frugal.Texts;

namespace Frugal.Tests.Texts.Classifiers;

public class TextModelTests
{
    private static readonly string[] Words = ["so", "much", "fun", "funny", "bad", "slow", "!", "good", "other"];

    private TemporaryFolder folder;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_model_is_one_file_with_its_tokenizer()
    {
        using var model = Open(SmallTextModels.Sentiment());

        Assert.That(model.Encode("So funny!"), Is.EqualTo(new[] { 2, 5, 7, 8, 11, 3 }));
        Assert.That(model.Classes, Is.EqualTo(new[] { "negative", "neutral", "positive" }));
        Assert.That(model.Tasks, Has.Count.EqualTo(1));
        Assert.That(model.MaximumTokens, Is.EqualTo(8));
        Assert.That(model.Version, Does.Match("^[0-9a-f]{12}$"));
    }

    [Test]
    public void Another_file_has_another_version()
    {
        using var first = Open(SmallTextModels.Sentiment());
        using var second = Open(SmallTextModels.Build(["bad", "so-so", "good"], 3, SmallTextModels.Vocabulary, 8));

        Assert.That(first.Version, Is.Not.EqualTo(second.Version));
    }

    [Test]
    public void Answers_keep_the_order_of_texts_and_equal_those_of_one_text_at_a_time([Values(1, 3)] int threads, [Values(1, 20, 1024)] int tokens, [Values(1, 7, 1000)] int window)
    {
        var random = new Random(2);
        var texts = Enumerable.Range(0, 50).Select(_ => string.Join(' ', random.GetItems(Words, random.Next(0, 12)))).ToList();
        using var model = Open(SmallTextModels.Sentiment(), threads);

        var answers = model.Classify(texts, new TextBatchOptions { Tokens = tokens, Window = window }).ToList();

        Assert.That(answers, Has.Count.EqualTo(texts.Count));
        for (var i = 0; i < texts.Count; i++)
        {
            var alone = model.Encode(texts[i]);
            Assert.That(answers[i].Logits.ToArray(), Is.EqualTo(model.Run(alone, 1, alone.Length)).Within(1e-6), texts[i]);
        }
    }

    [Test]
    public void Texts_are_read_a_window_at_a_time()
    {
        using var model = Open(SmallTextModels.Sentiment());
        var read = 0;

        var answers = model.Classify(Counted(), new TextBatchOptions { Window = 4 }).Take(5).ToList();

        Assert.That(answers, Has.Count.EqualTo(5));
        Assert.That(read, Is.EqualTo(8));

        IEnumerable<string> Counted()
        {
            while (true)
            {
                read++;
                yield return "good";
            }
        }
    }

    [Test]
    public void Each_task_is_answered_by_its_own_logits()
    {
        using var model = Open(SmallTextModels.Build(["irony/no", "irony/yes", "mood/bad", "mood/so-so", "mood/good"], 5, SmallTextModels.Vocabulary, 8));

        var answer = model.Classify(["so much fun"]).Single();

        Assert.That(model.Tasks.Select(task => (task.Name, task.First, task.Classes.Count)), Is.EqualTo(new[] { ("irony", 0, 2), ("mood", 2, 3) }));
        Assert.That(answer.Probabilities(1).Sum(), Is.EqualTo(1).Within(1e-6));
        Assert.That(answer.Label(1), Is.EqualTo(Array.IndexOf(answer.Logits.ToArray(), answer.Logits.ToArray()[2..].Max()) - 2));
        Assert.That(answer.ClassName(1), Is.EqualTo(model.Tasks[1].Classes[answer.Label(1)]));
    }

    [Test]
    public void No_texts_give_no_answers()
    {
        using var model = Open(SmallTextModels.Sentiment());

        Assert.That(model.Classify([]), Is.Empty);
    }

    [Test]
    public void A_cancelled_classification_stops()
    {
        using var model = Open(SmallTextModels.Sentiment());

        Assert.That(() => model.Classify(["good"], cancellation: new CancellationToken(true)).ToList(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_file_without_vocabulary_is_refused() =>
        Assert.That(() => Open(SmallTextModels.Build(["a", "b"], 2, [], 8)), Throws.TypeOf<FrugalException>().With.Message.Contains("hold no vocabulary"));

    [Test]
    public void A_file_without_a_maximum_of_tokens_is_refused() =>
        Assert.That(() => Open(SmallTextModels.Build(["a", "b"], 2, SmallTextModels.Vocabulary, null)), Throws.TypeOf<FrugalException>().With.Message.Contains("maximum number of tokens"));

    [Test]
    public void Classes_that_are_not_the_logits_are_refused() =>
        Assert.That(() => Open(SmallTextModels.Build(["a", "b"], 3, SmallTextModels.Vocabulary, 8)), Throws.TypeOf<FrugalException>().With.Message.Contains("3 logits"));

    [Test]
    public void Wrong_arguments_are_refused_with_what_is_allowed()
    {
        using var model = Open(SmallTextModels.Sentiment());

        Assert.That(() => model.Run([2, 3, 0], 1, 2), Throws.TypeOf<FrugalException>().With.Message.Contains("3 tokens are given for 1 texts of 2 tokens"));
        Assert.That(() => model.Run(new int[9], 1, 9), Throws.TypeOf<FrugalException>().With.Message.Contains("1 to 8 tokens"));
        Assert.That(() => model.Run([2, 99], 1, 2), Throws.TypeOf<FrugalException>().With.Message.Contains("no token 99"));
        Assert.That(() => model.Classify(["a"], new TextBatchOptions { Tokens = 0 }), Throws.TypeOf<FrugalException>().With.Message.Contains("Tokens"));
        Assert.That(() => TextModel.Open(folder["model.onnx"], 0), Throws.TypeOf<FrugalException>().With.Message.Contains("0 threads"));
    }

    private TextModel Open(OnnxModel model, int threads = 1)
    {
        var file = folder[$"{Guid.NewGuid()}.onnx"];
        model.Save(file);
        return TextModel.Open(file, threads);
    }
}
