using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TweetPipeline.Operations;
using TweetPipeline.Streaming;
using TweetPipeline.Tweets;

namespace TweetPipeline.Workers;

/// <summary>
/// Classifies blocks by workers: sends each to the broker, and waits for its answer. A block stays here until it has one. After a lost connection all blocks without an answer are sent again, so that some are
/// classified twice; the first answer counts. A block that the broker sets aside gets fallbacks, with their marks, and is counted as an error.
/// </summary>
public sealed class BrokerClassifier : IBlockClassifier, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(5);

    private readonly BrokerAddress address;
    private readonly BrokerQueues queues;
    private readonly RunFigures figures;
    private readonly Action<string> note;
    private readonly string run = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<long, Waiting> waiting = new();
    private readonly Channel<long> outgoing = Channel.CreateUnbounded<long>();
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;
    private long answered;

    private BrokerClassifier(BrokerAddress address, BrokerQueues queues, RunFigures figures, Action<string> note, BrokerSession first)
    {
        (this.address, this.queues, this.figures, this.note) = (address, queues, figures, note);
        serving = Task.Run(() => ServeToTheEndAsync(first));
    }

    /// <summary>Connects to the broker.</summary>
    /// <param name="address">The broker.</param>
    /// <param name="queues">The queues of the run's settings.</param>
    /// <param name="figures">Gets what the workers count, and the errors.</param>
    /// <param name="note">Gets sentences for the person who started the run.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="Frugal.FrugalException">The broker cannot be reached. Once it was, its absence is waited for.</exception>
    public static async Task<BrokerClassifier> OpenAsync(BrokerAddress address, BrokerQueues queues, RunFigures figures, Action<string> note, CancellationToken cancellation)
    {
        try
        {
            return new(address, queues, figures, note, await BrokerSession.OpenAsync(address, queues, 1, cancellation).ConfigureAwait(false));
        }
        catch (Exception failure) when (BrokerErrors.IsLoss(failure))
        {
            throw BrokerErrors.Unreachable(address, failure);
        }
    }

    /// <inheritdoc/>
    public async Task<AnsweredBlock> ClassifyAsync(TweetBlock block, CancellationToken cancellation)
    {
        int[] places = [.. Enumerable.Range(0, block.Tweets.Count).Where(i => block.Tweets[i].DuplicateOf is null)];
        if (places.Length == 0)
        {
            return new(block, new TweetAnswer?[block.Tweets.Count]);
        }

        var mine = new Waiting(new BlockMessage(run, block.Number, [.. places.Select(place => block.Tweets[place].Clean)]).ToBytes(), places.Length);
        waiting[block.Number] = mine;
        try
        {
            if (!outgoing.Writer.TryWrite(block.Number))
            {
                await serving.ConfigureAwait(false);       // throws what ended it
            }

            var answers = await mine.Answers.Task.WaitAsync(cancellation).ConfigureAwait(false);
            var all = new TweetAnswer?[block.Tweets.Count];
            for (var i = 0; i < places.Length; i++)
            {
                all[places[i]] = answers[i];
            }

            return new(block, all);
        }
        finally
        {
            waiting.TryRemove(block.Number, out _);
        }
    }

    /// <summary>Ends the connection, and removes the queue of answers.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);   // a block has thrown it
        stop.Dispose();
    }

    /// <summary>Serves until it is stopped. What is not a loss of the connection ends the run: no block waits for ever.</summary>
    private async Task ServeToTheEndAsync(BrokerSession first)
    {
        try
        {
            await StayConnectedAsync(first).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            outgoing.Writer.TryComplete();
            foreach (var block in waiting.Values)
            {
                block.Answers.TrySetException(failure);
            }

            throw;
        }
    }

    private async Task StayConnectedAsync(BrokerSession? session)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                session ??= await BrokerSession.OpenAsync(address, queues, 1, stop.Token).ConfigureAwait(false);
                await ServeAsync(session).ConfigureAwait(false);
            }
            catch (Exception failure) when (BrokerErrors.IsLoss(failure) || failure is OperationCanceledException)
            {
                if (session is not null && !stop.IsCancellationRequested)
                {
                    var lost = BrokerErrors.Lost(address, session.Reason.Length > 0 ? session.Reason : failure.Message);
                    figures.Error("broker", lost);
                    note(lost);
                }
            }

            if (session is not null)
            {
                await session.DisposeAsync().ConfigureAwait(false);
                session = null;
            }

            await Task.Delay(Pause, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(BrokerSession session)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, session.Lost);
        var channel = session.Channel;
        var answers = BrokerQueues.Answers(run);
        var news = await BrokerQueues.DeclareAnswersAsync(channel, run, ended.Token).ConfigureAwait(false);
        await ConsumeAsync(channel, answers, Answered, ended.Token).ConfigureAwait(false);
        await ConsumeAsync(channel, news, GiveUp, ended.Token).ConfigureAwait(false);
        var asking = AskForWorkersAsync(channel, ended.Token);
        try
        {
            while (outgoing.Reader.TryRead(out _))
            {
                // All that wait are sent, whether they were before or not.
            }

            foreach (var number in waiting.Keys.Order().ToList())
            {
                await SendAsync(number).ConfigureAwait(false);
            }

            await foreach (var number in outgoing.Reader.ReadAllAsync(ended.Token).ConfigureAwait(false))
            {
                await SendAsync(number).ConfigureAwait(false);
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested && !session.Lost.IsCancellationRequested)
            {
                await channel.QueueDeleteAsync(answers, ifUnused: false, ifEmpty: false, cancellationToken: CancellationToken.None).ConfigureAwait(false);
            }
        }

        async Task SendAsync(long number)
        {
            if (waiting.TryGetValue(number, out var block))
            {
                await session.PublishAsync(queues.Blocks, block.Message, answers, number.ToString(CultureInfo.InvariantCulture), ended.Token).ConfigureAwait(false);
            }
        }
    }

    private static async Task ConsumeAsync(IChannel channel, string queue, Action<BasicDeliverEventArgs> handle, CancellationToken cancellation)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            handle(message);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellation).ConfigureAwait(false);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellation).ConfigureAwait(false);
    }

    private void Answered(BasicDeliverEventArgs delivery)
    {
        Interlocked.Increment(ref answered);
        if (AnswerMessage.Read(delivery.Body.Span) is not { } message || message.Run != run)
        {
            Unreadable(delivery.BasicProperties.CorrelationId);
            return;
        }

        if (!waiting.TryGetValue(message.Number, out var block))
        {
            return;                                        // answered before
        }

        var answers = message.Answers;
        if (answers?.Count != block.Texts)
        {
            figures.Error("worker", $"A worker sent {(answers is null ? "unreadable answers" : $"{answers.Count} answers")} for {block.Texts} texts of block {message.Number}: they get fallbacks.", block.Texts);
            block.Answers.TrySetResult(Fallback(block.Texts));
        }
        else if (block.Answers.TrySetResult(answers))
        {
            figures.Add(message.Work);
        }
    }

    /// <summary>A message that is no answer still names its block, by the number that the question carried.</summary>
    private void Unreadable(string? correlation)
    {
        const string Found = "A worker sent an answer that cannot be read", Question = "Do all workers have this version of the program?";
        if (!long.TryParse(correlation, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !waiting.TryGetValue(number, out var block))
        {
            figures.Error("worker", $"{Found}. {Question}");
        }
        else if (block.Answers.TrySetResult(Fallback(block.Texts)))
        {
            figures.Error("worker", $"{Found}, to block {number}: its {block.Texts} texts get fallbacks. {Question}", block.Texts);
        }
    }

    private void GiveUp(BasicDeliverEventArgs delivery)
    {
        if (BlockMessage.Read(delivery.Body.Span) is { } message && message.Run == run && waiting.TryGetValue(message.Number, out var block) && block.Answers.TrySetResult(Fallback(block.Texts)))
        {
            figures.Error("worker", $"Block {message.Number} was set aside after {BrokerQueues.Deliveries} deliveries without an answer: its {block.Texts} texts get fallbacks. It is in the queue {BrokerQueues.SetAside}.", block.Texts);
        }
    }

    private static TweetAnswer[] Fallback(int texts) => [.. Enumerable.Repeat(BlockClassifier.Complete(default), texts)];

    private async Task AskForWorkersAsync(IChannel channel, CancellationToken cancellation)
    {
        await Task.Delay(Patience, cancellation).ConfigureAwait(false);
        while (Interlocked.Read(ref answered) == 0)
        {
            if (!waiting.IsEmpty && await channel.ConsumerCountAsync(queues.Blocks, cancellation).ConfigureAwait(false) == 0)
            {
                note($"No worker waits for blocks with these settings (queue {queues.Blocks}). Start one, or several, here or elsewhere: the command 'worker' with the same --broker, --mode, --model and --llm.");
                return;
            }

            await Task.Delay(Patience, cancellation).ConfigureAwait(false);
        }
    }

    private sealed record Waiting(byte[] Message, int Texts)
    {
        public TaskCompletionSource<IReadOnlyList<TweetAnswer>> Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
