using Frugal.Data.Dialogues;

namespace Frugal.Llama.Tests;

/// <summary>The course's own chat model, as it is committed, in llama.cpp.</summary>
[Category("Slow")]
public class TinyChatTests
{
    private const int Longest = 64;

    [Test]
    public void Nineteen_of_twenty_held_out_questions_get_the_right_fact()
    {
        using var model = LlamaLanguageModel.Open(Tree.At("models", "tiny-chat.gguf"));
        using var session = model.Start();

        var wrong = DialogueDataset.HeldOut.Select(question => (question, Answer: Answer(model, session, question.Question))).Where(pair => !pair.question.IsRight(pair.Answer)).ToList();

        Assert.That(wrong, Has.Count.LessThanOrEqualTo(DialogueDataset.HeldOut.Count / 20), string.Join('\n', wrong.Select(pair => $"{pair.question.Fact.Id}: {pair.question.Question} -> {pair.Answer}")));
    }

    private static string Answer(ILanguageModel model, ILanguageSession session, string question)
    {
        session.Cut(0);
        session.Read(model.TokenizeChat([("user", question)]));
        using var bytes = new MemoryStream();
        for (var i = 0; i < Longest && session.Choose() is var token && !model.IsEnd(token); i++)
        {
            bytes.Write(model.Bytes(token).Span);
            session.Read([token]);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
