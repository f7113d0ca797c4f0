using Microsoft.Extensions.AI;

namespace Frugal.Llama.Tests.Chats;

public class LlamaChatClientTests
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.User, "Hello")];

    [Test]
    public async Task An_answer_is_streamed_token_by_token_and_ends_with_reason_and_usage()
    {
        using var client = new LlamaChatClient(new FakeModel("Yes."), new() { ModelId = "fake" });

        var updates = await Stream(client, Hello);
        var response = await client.GetResponseAsync(Hello);

        Assert.That(updates.Select(update => update.Text), Is.EqualTo(["Y", "e", "s", ".", ""]));
        Assert.That(updates.Select(update => update.FinishReason), Is.EqualTo(new ChatFinishReason?[] { null, null, null, null, ChatFinishReason.Stop }));
        Assert.That(updates.Select(update => update.ResponseId).Distinct().Count(), Is.EqualTo(1));
        var usage = updates[^1].Contents.OfType<UsageContent>().Single().Details;
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount), Is.EqualTo((7, 4, 11)));
        Assert.That((response.Text, response.FinishReason, response.ModelId, response.Usage!.TotalTokenCount), Is.EqualTo(("Yes.", ChatFinishReason.Stop, "fake", 11)));
        Assert.That(response.Messages.Single().Role, Is.EqualTo(ChatRole.Assistant));
    }

    [Test]
    public async Task Characters_that_are_split_between_tokens_arrive_whole_and_broken_ones_are_replaced()
    {
        using var whole = new LlamaChatClient(new FakeModel("é🙂!"));
        using var broken = new LlamaChatClient(new FakeModel(_ => [(byte)'a', 0xFF, (byte)'b', 0xF0, 0x9F]));

        Assert.That((await Stream(whole, Hello)).Select(update => update.Text), Is.EqualTo(["é", "🙂", "!", ""]));
        Assert.That((await broken.GetResponseAsync(Hello)).Text, Is.EqualTo("a\uFFFDb\uFFFD"));
        Assert.That((await whole.GetResponseAsync(Hello, new() { MaxOutputTokens = 4 })).Text, Is.EqualTo("é\uFFFD"));
    }

    [Test]
    public async Task Options_of_a_call_come_before_those_of_the_client()
    {
        var model = new FakeModel("one two three");
        using var client = new LlamaChatClient(model, new() { AnswerTokens = 9, Session = new() { Temperature = 0.5, TopP = 0.8, Seed = 4 } });

        var cut = await client.GetResponseAsync(Hello);
        Assert.That((cut.Text, cut.FinishReason, cut.Usage!.OutputTokenCount), Is.EqualTo(("one two t", ChatFinishReason.Length, 9)));
        Assert.That(model.Sessions.Single().Sampled, Is.EqualTo((0.5, 0.8, 4u)));

        var more = await client.GetResponseAsync(Hello, new() { MaxOutputTokens = 100, Temperature = 1, TopP = 0.5f, Seed = 9, StopSequences = ["two!", " thr"] });
        Assert.That((more.Text, more.FinishReason), Is.EqualTo(("one two", ChatFinishReason.Stop)));
        Assert.That(model.Sessions.Single().Sampled, Is.EqualTo((1.0, 0.5, 9u)));

        var instructed = new List<string>();
        model.Reading = tokens => instructed.Add(FakeModel.Show(tokens));
        _ = await client.GetResponseAsync(Hello, new() { Instructions = "Be kind." });
        Assert.That(instructed[0], Is.EqualTo("S:Be kind.U:HelloA:"));
    }

    [Test]
    public async Task Of_a_long_chat_the_system_message_and_the_newest_whole_turns_are_given()
    {
        var model = new FakeModel("ok");
        using var client = new LlamaChatClient(model, new() { AnswerTokens = 20, Session = new() { Capacity = 60 } });
        var chat = new List<ChatMessage> { new(ChatRole.System, "Sys") };
        for (var i = 0; i < 6; i++)
        {
            chat.AddRange([new(ChatRole.User, $"question {i}"), new(ChatRole.Assistant, $"ans {i}")]);
        }

        chat.Add(new(ChatRole.User, "last"));
        var read = new List<string>();
        model.Reading = tokens => read.Add(FakeModel.Show(tokens));

        _ = await client.GetResponseAsync(chat);

        Assert.That(read[0], Is.EqualTo("S:SysU:question 5A:ans 5/U:lastA:"));   // 4 + 11 + 7 + 5 + 1 = 28 of 40; 18 more do not fit
    }

    [Test]
    public async Task What_cannot_be_answered_is_refused_with_the_reason()
    {
        using var client = new LlamaChatClient(new FakeModel("ok"), new() { AnswerTokens = 20, Session = new() { Capacity = 60 } });

        await Refused([new(ChatRole.User, new string('x', 40))], null, "has 42 tokens; 40 fit in a session of 60");
        await Refused([], null, "no message to answer");
        await Refused([new(ChatRole.System, "x")], null, "no message to answer");
        await Refused([new(ChatRole.Tool, "x")], null, "the role 'tool'");
        await Refused([new(ChatRole.User, [new DataContent(new byte[3], "image/png")])], null, "content of the kind DataContent");
        await Refused(Hello, new() { Temperature = 3 }, "Temperature is 3; it must be 0 to 2");
        await Refused(Hello, new() { MaxOutputTokens = 0 }, "MaxOutputTokens is 0");
        await Refused(Hello, new() { StopSequences = [""] }, "stop sequence is empty");
        Assert.That(Assert.Throws<FrugalException>(() => _ = new LlamaChatClient(new FakeModel("ok"), new() { Sessions = 0 }))!.Message, Does.Contain("Sessions is 0"));

        async Task Refused(ChatMessage[] messages, ChatOptions? options, string why) =>
            Assert.That((await Assert.ThrowsAsync<FrugalException>(() => client.GetResponseAsync(messages, options)))!.Message, Does.Contain(why).And.Not.Contain("\n"));
    }

    [Test]
    public async Task A_chat_that_goes_on_is_read_from_where_it_differs()
    {
        var model = new FakeModel("ok");
        using var client = new LlamaChatClient(model);
        List<ChatMessage> chat = [.. Hello];
        var first = await client.GetResponseAsync(chat);
        chat.AddRange([.. first.Messages, new(ChatRole.User, "More")]);

        var second = await client.GetResponseAsync(chat);

        // The prompt and two tokens; then the end of the turn, U:More and A:, and two tokens.
        Assert.That(model.Sessions.Single().Calls, Is.EqualTo([7, 1, 1, 7, 1, 1]));
        Assert.That(second.Usage!.CachedInputTokenCount, Is.EqualTo(9));
        Assert.That(model.Sessions.Single().Text, Is.EqualTo("U:HelloA:ok/U:MoreA:ok"));

        _ = await client.GetResponseAsync([.. chat[..2], new(ChatRole.User, "Mist")]);
        Assert.That(model.Sessions.Single().Calls[6..], Is.EqualTo([-12, 4, 1, 1]));

        _ = await client.GetResponseAsync([new(ChatRole.User, "Other")]);   // another chat gets the other session
        Assert.That(model.Sessions, Has.Count.EqualTo(2));
        _ = await client.GetResponseAsync([.. chat[..2], new(ChatRole.User, "Mister")]);
        Assert.That(model.Sessions[0].Text, Does.EndWith("U:MisterA:ok"));
    }

    [Test]
    public async Task A_cancelled_answer_ends_with_the_token_and_its_session_goes_on()
    {
        var model = new FakeModel("a long answer");
        using var client = new LlamaChatClient(model, new() { Sessions = 1 });
        using var cancelled = new CancellationTokenSource();
        var texts = new List<string>();

        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(Hello, cancellationToken: cancelled.Token))
            {
                texts.Add(update.Text);
                if (texts.Count == 3)
                {
                    await cancelled.CancelAsync();
                }
            }
        });

        Assert.That(texts, Is.EqualTo(["a", " ", "l"]));
        Assert.That(model.Sessions.Single().Count, Is.EqualTo(9));
        Assert.That((await client.GetResponseAsync(Hello)).Text, Is.EqualTo("a long answer"));
        Assert.That(model.Sessions, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_session_that_failed_is_replaced()
    {
        var model = new FakeModel("ok") { Reading = _ => throw new FrugalException("broken") };
        using var client = new LlamaChatClient(model, new() { Sessions = 1 });

        await Assert.ThrowsAsync<FrugalException>(() => client.GetResponseAsync(Hello));
        model.Reading = _ => { };

        Assert.That((await client.GetResponseAsync(Hello)).Text, Is.EqualTo("ok"));
        Assert.That((model.Sessions.Count, model.OpenSessions), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Calls_beyond_the_sessions_wait_and_are_served_in_the_order_in_which_they_came()
    {
        using var hold = new ManualResetEventSlim();
        var model = new FakeModel("ok") { Reading = _ => hold.Wait() };
        using var client = new LlamaChatClient(model, new() { Sessions = 1 });
        var served = new List<int>();
        using var cancelled = new CancellationTokenSource();
        var first = Ask(0);
        await Patience.For(TimeSpan.FromSeconds(10)).UntilAsync(() => model.Sessions.Count == 1, "the first call");
        var waiting = new List<Task>();
        for (var i = 1; i <= 4; i++)
        {
            waiting.Add(Ask(i, i == 2 ? cancelled.Token : default));
            await Task.Delay(50);   // so that they come in this order
        }

        await cancelled.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => waiting[1]);
        hold.Set();
        await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(Task.WhenAll([first, waiting[0], waiting[2], waiting[3]]), "the others");

        Assert.That(served, Is.EqualTo([0, 1, 3, 4]));
        Assert.That(model.Sessions, Has.Count.EqualTo(1));

        async Task Ask(int number, CancellationToken cancellation = default)
        {
            _ = await client.GetResponseAsync(Hello, cancellationToken: cancellation);
            lock (served)
            {
                served.Add(number);
            }
        }
    }

    [Test]
    public async Task Disposing_waits_for_the_answer_being_written_and_refuses_further_calls()
    {
        var model = new FakeModel("a long answer");
        var client = new LlamaChatClient(model);
        var answer = client.GetStreamingResponseAsync(Hello).GetAsyncEnumerator();
        Assert.That(await answer.MoveNextAsync());

        var disposal = client.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetResponseAsync(Hello));
        Assert.That((disposal.IsCompleted, model.OpenSessions), Is.EqualTo((false, 1)));
        while (await answer.MoveNextAsync())
        {
        }

        await answer.DisposeAsync();
        await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(disposal, "the disposal");
        client.Dispose();
        Assert.That(model.OpenSessions, Is.Zero);
    }

    [Test]
    public void Services_are_the_metadata_the_client_and_the_model()
    {
        var model = new FakeModel("ok");
        using var client = new LlamaChatClient(model, new() { ModelId = "fake" });

        Assert.That(client.GetService<ChatClientMetadata>()!.DefaultModelId, Is.EqualTo("fake"));
        Assert.That(client.GetService<ILanguageModel>(), Is.SameAs(model));
        Assert.That(client.GetService<IChatClient>(), Is.SameAs(client));
        Assert.That(client.GetService<string>(), Is.Null);
    }

    private static async Task<List<ChatResponseUpdate>> Stream(LlamaChatClient client, ChatMessage[] messages)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(messages))
        {
            updates.Add(update);
        }

        return updates;
    }
}
