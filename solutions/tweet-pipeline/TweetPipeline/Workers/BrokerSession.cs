using RabbitMQ.Client;

namespace TweetPipeline.Workers;

/// <summary>A connection to the broker with one channel whose publications are confirmed. It ends when either is lost; then a new one is made.</summary>
internal sealed class BrokerSession : IAsyncDisposable
{
    private const int Tries = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly IConnection connection;
    private readonly CancellationTokenSource lost = new();

    private BrokerSession(IConnection connection, IChannel channel)
    {
        (this.connection, Channel) = (connection, channel);
        connection.ConnectionShutdownAsync += (_, reason) => LoseAsync(reason.ReplyText);
        channel.ChannelShutdownAsync += (_, reason) => LoseAsync(reason.ReplyText);
    }

    /// <summary>The channel.</summary>
    public IChannel Channel { get; }

    /// <summary>Cancelled when the connection or the channel is lost.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Why it was lost.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Connects and declares the queues; a broker that fails by itself is tried again.</summary>
    /// <param name="address">The broker.</param>
    /// <param name="queues">The queues.</param>
    /// <param name="consumers">Messages that are handled at a time.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<BrokerSession> OpenAsync(BrokerAddress address, BrokerQueues queues, int consumers, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await OpenOnceAsync(address, queues, consumers, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (BrokerErrors.IsPassing(failure) && tries < Tries)
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task<BrokerSession> OpenOnceAsync(BrokerAddress address, BrokerQueues queues, int consumers, CancellationToken cancellation)
    {
        var connection = await address.ConnectAsync($"tweet-pipeline {Environment.MachineName} {Environment.ProcessId}", cancellation).ConfigureAwait(false);
        try
        {
            var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, consumerDispatchConcurrency: (ushort)consumers), cancellation).ConfigureAwait(false);
            await queues.DeclareAsync(channel, cancellation).ConfigureAwait(false);
            return new(connection, channel);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Publishes a message that survives the broker; returns when the broker has it on disk.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">The broker does not take it, or there is no such queue.</exception>
    public async Task PublishAsync(string queue, byte[] body, string? replyTo, string? correlation, CancellationToken cancellation)
    {
        var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent, ContentType = "application/json", ReplyTo = replyTo, CorrelationId = correlation };
        await Channel.BasicPublishAsync("", queue, mandatory: true, properties, body, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Channel.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (BrokerErrors.IsLoss(failure))
        {
            // It was lost already.
        }
    }

    private async Task LoseAsync(string reason)
    {
        Reason = Reason.Length > 0 ? Reason : reason;
        await lost.CancelAsync().ConfigureAwait(false);
    }
}
