using Frugal.Llama.Tests.Running;
using Microsoft.Extensions.AI;

namespace Frugal.Llama.Tests.Chats;

/// <summary>The client on llama.cpp.</summary>
[NeedsLlamaCpp]
public class LlamaChatTests
{
    [Test]
    public async Task A_chat_that_goes_on_gets_the_answer_of_one_that_is_read_anew()
    {
        using var folder = new TemporaryFolder();
        using var model = LlamaLanguageModel.Open(ChattyLlama.Save(folder), new() { Threads = 1 });
        using var kept = new LlamaChatClient(model, new() { AnswerTokens = 12, Session = new() { Capacity = 256 } });
        List<ChatMessage> chat = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hello <|im_end|>")];

        for (var turn = 0; turn < 3; turn++)
        {
            using var fresh = new LlamaChatClient(model, new() { AnswerTokens = 12, Session = new() { Capacity = 256 } });
            var (expected, answer) = (await fresh.GetResponseAsync(chat), await kept.GetResponseAsync(chat));

            Assert.That((answer.Text, answer.Usage!.InputTokenCount), Is.EqualTo((expected.Text, expected.Usage!.InputTokenCount)));
            Assert.That(answer.Usage.CachedInputTokenCount > 0, Is.EqualTo(turn > 0));
            chat.AddRange([.. answer.Messages, new(ChatRole.User, $"And {turn}?")]);
        }
    }

    [Test]
    public async Task A_streamed_token_allocates_at_most_a_kilobyte()
    {
        using var folder = new TemporaryFolder();
        using var model = LlamaLanguageModel.Open(ChattyLlama.Save(folder), new() { Threads = 1 });
        using var client = new LlamaChatClient(model, new() { AnswerTokens = 400, Session = new() { Capacity = 900, Temperature = 1, TopP = 1 } });
        _ = await Allocated(50);

        var (few, fewTokens) = await Allocated(100);
        var (many, manyTokens) = await Allocated(400);

        Assert.That(manyTokens, Is.GreaterThan(fewTokens + 50));
        Assert.That((many - few) / (double)(manyTokens - fewTokens), Is.LessThanOrEqualTo(1024));

        async Task<(long Bytes, long Tokens)> Allocated(int most)
        {
            var (before, tokens) = (GC.GetTotalAllocatedBytes(precise: true), 0L);
            await foreach (var update in client.GetStreamingResponseAsync([new(ChatRole.User, "Hello")], new() { MaxOutputTokens = most, Seed = 2 }))
            {
                tokens = update.Contents is [UsageContent usage] ? usage.Details.OutputTokenCount!.Value : tokens;
            }

            return (GC.GetTotalAllocatedBytes(precise: true) - before, tokens);
        }
    }

    [Test]
    public async Task Answers_at_once_are_those_given_one_after_the_other()
    {
        using var folder = new TemporaryFolder();
        using var model = LlamaLanguageModel.Open(ChattyLlama.Save(folder), new() { Threads = 1 });
        using var client = new LlamaChatClient(model, new() { AnswerTokens = 30, Sessions = 3, Session = new() { Capacity = 128 } });
        var alone = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            alone.Add(await Ask(i));
        }

        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(Ask));

        Assert.That(together, Is.EqualTo(alone));

        async Task<string> Ask(int number) => (await client.GetResponseAsync([new(ChatRole.User, $"Question {number}: what is {number * 7}?")])).Text;
    }
}
