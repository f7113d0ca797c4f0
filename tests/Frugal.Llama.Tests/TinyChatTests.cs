using Frugal.Data.Dialogues;

namespace Frugal.Llama.Tests;

/// <summary>The course's own chat model, as it is committed, in llama.cpp.</summary>
[Category("Slow")]
public class TinyChatTests
{
    [Test]
    public void Nineteen_of_twenty_held_out_questions_get_the_right_fact()
    {
        using var model = LlamaLanguageModel.Open(Tree.At("models", "tiny-chat.gguf"));
        using var session = model.Start();

        var wrong = DialogueDataset.HeldOut.Select(question => (question, Answer: GreedyAnswer.Of(model, session, ("user", question.Question)))).Where(pair => !pair.question.IsRight(pair.Answer)).ToList();

        Assert.That(wrong, Has.Count.LessThanOrEqualTo(DialogueDataset.HeldOut.Count / 20), string.Join('\n', wrong.Select(pair => $"{pair.question.Fact.Id}: {pair.question.Question} -> {pair.Answer}")));
    }
}
