using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TweetPipeline.Operations;
using TweetPipeline.Streaming;

namespace TweetPipeline.Workers;

/// <summary>
/// Classifies blocks that come from the broker, until it is stopped. A block is acknowledged once the broker has its answer: if this program is killed before, the broker gives the block to another worker. What is
/// not a block is set aside. While the broker is away, it is tried again every second.
/// </summary>
/// <param name="address">The broker.</param>
/// <param name="queues">The queues of the worker's settings.</param>
/// <param name="classifier">Does the work.</param>
/// <param name="threads">Blocks at a time.</param>
/// <param name="figures">What the work counts; sent along with the answers.</param>
/// <param name="note">Gets sentences for the log.</param>
public sealed class BlockWorker(BrokerAddress address, BrokerQueues queues, IBlockClassifier classifier, int threads, RunFigures figures, Action<string> note)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock counting = new();
    private int working;

    /// <summary>Works until cancelled; then ends the blocks that are begun.</summary>
    /// <exception cref="Frugal.FrugalException">The broker cannot be reached at the start.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var reached = false;
        while (!cancellation.IsCancellationRequested)
        {
            var connected = false;
            try
            {
                await using var session = await BrokerSession.OpenAsync(address, queues, threads, cancellation).ConfigureAwait(false);
                reached = connected = true;
                note($"Waiting for blocks from {address}, queue {queues.Blocks}.");
                await ServeAsync(session, cancellation).ConfigureAwait(false);
                if (!cancellation.IsCancellationRequested)
                {
                    note($"The connection to the broker {address} was lost ({session.Reason}). Trying again.");
                }
            }
            catch (Exception failure) when (BrokerErrors.IsLoss(failure))
            {
                if (!reached)
                {
                    throw BrokerErrors.Unreachable(address, failure);
                }

                if (connected)
                {
                    note($"The connection to the broker {address} was lost ({BrokerErrors.Reason(failure.Message)}). Trying again.");
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(BrokerSession session, CancellationToken cancellation)
    {
        var channel = session.Channel;
        await channel.BasicQosAsync(0, (ushort)(threads + 1), global: false, cancellation).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) => HandleAsync(session, message, cancellation);
        var tag = await channel.BasicConsumeAsync(queues.Blocks, autoAck: false, consumer, cancellation).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, session.Lost);
        await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!session.Lost.IsCancellationRequested)
        {
            await channel.BasicCancelAsync(tag, noWait: false, CancellationToken.None).ConfigureAwait(false);
            while (Volatile.Read(ref working) > 0 && !session.Lost.IsCancellationRequested)
            {
                await Task.Delay(10, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task HandleAsync(BrokerSession session, BasicDeliverEventArgs message, CancellationToken cancellation)
    {
        Interlocked.Increment(ref working);
        try
        {
            var channel = session.Channel;
            if (cancellation.IsCancellationRequested)
            {
                await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, CancellationToken.None).ConfigureAwait(false);
            }
            else if (BlockMessage.Read(message.Body.Span) is not { } block || message.BasicProperties.ReplyTo is not { Length: > 0 } answers)
            {
                note($"A message of {message.Body.Length:N0} bytes is not a block. It is set aside in the queue {BrokerQueues.SetAside}.");
                await channel.BasicRejectAsync(message.DeliveryTag, requeue: false, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await AnswerAsync(session, block, answers, message.BasicProperties.CorrelationId, message.DeliveryTag).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (BrokerErrors.IsLoss(failure))
        {
            // The broker gives the block to another worker, or to this one again.
        }
        finally
        {
            Interlocked.Decrement(ref working);
        }
    }

    private async Task AnswerAsync(BrokerSession session, BlockMessage block, string answers, string? correlation, ulong delivery)
    {
        byte[] message;
        try
        {
            message = Message(block, await classifier.ClassifyAsync(block.ToBlock(), session.Lost).ConfigureAwait(false)).ToBytes();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            note($"Block {block.Number} failed: {failure.Message}. It goes back to the queue; after {BrokerQueues.Deliveries} deliveries it is set aside.");
            await session.Channel.BasicNackAsync(delivery, multiple: false, requeue: true, CancellationToken.None).ConfigureAwait(false);
            return;
        }
        catch (OperationCanceledException)
        {
            return;                                        // the connection is lost, and with it the delivery
        }

        try
        {
            await session.PublishAsync(answers, message, null, correlation, session.Lost).ConfigureAwait(false);
        }
        catch (PublishException refused) when (refused.IsReturn)
        {
            note($"Block {block.Number} is not asked for any more: its run has ended.");
        }

        await session.Channel.BasicAckAsync(delivery, multiple: false, CancellationToken.None).ConfigureAwait(false);
    }

    private AnswerMessage Message(BlockMessage block, AnsweredBlock answered)
    {
        var packed = PackedAnswers.Pack([.. answered.Answers.Select(answer => answer!.Value)]);
        lock (counting)
        {
            return new(block.Run, block.Number, packed, figures.Take());
        }
    }
}
