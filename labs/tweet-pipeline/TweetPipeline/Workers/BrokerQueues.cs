using System.Security.Cryptography;
using System.Text;
using RabbitMQ.Client;

namespace TweetPipeline.Workers;

/// <summary>
/// The queues of a run. Blocks wait in a durable quorum queue that all runs and workers with the same settings share: its name has a hash of the models, the sample, the seed and the version of the message format, so that a worker with
/// another model or of another version never answers. A block that was delivered <see cref="Deliveries"/> times without an answer, or that nobody can read, goes to <see cref="SetAside"/> and stays there for people to look at.
/// </summary>
/// <param name="settings">What changes the answers.</param>
public sealed class BrokerQueues(string settings)
{
    /// <summary>Deliveries of a block before it is set aside.</summary>
    public const int Deliveries = 10;

    /// <summary>The exchange and the queue for blocks that were set aside.</summary>
    public const string SetAside = "tweets.set-aside";

    /// <summary>Version of the message format. Raise it with every change of the format.</summary>
    private const int MessageFormat = 2;

    private static readonly TimeSpan AnswersKept = TimeSpan.FromHours(1);

    /// <summary>The queue of blocks.</summary>
    public string Blocks { get; } = $"tweets.blocks.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{MessageFormat}\n{settings}")))[..12]}";

    /// <summary>The queue of a run's answers. It outlives a lost connection, and disappears an hour after the run. A classic queue: what it loses is asked for again.</summary>
    public static string Answers(string run) => $"tweets.answers.{run}";

    /// <summary>Declares the queue of blocks and where they are set aside. What is there already stays.</summary>
    internal async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(SetAside, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellation).ConfigureAwait(false);
        await Declare(channel, SetAside, [], cancellation).ConfigureAwait(false);
        await channel.QueueBindAsync(SetAside, SetAside, "", cancellationToken: cancellation).ConfigureAwait(false);
        await Declare(channel, Blocks, new() { ["x-delivery-limit"] = Deliveries, ["x-dead-letter-exchange"] = SetAside }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Declares the queue of a run's answers, and one by which the run hears of blocks that are set aside; returns the latter's name.</summary>
    internal static async Task<string> DeclareAnswersAsync(IChannel channel, string run, CancellationToken cancellation)
    {
        await channel.QueueDeclareAsync(
            Answers(run), durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-expires"] = (int)AnswersKept.TotalMilliseconds }, cancellationToken: cancellation).ConfigureAwait(false);
        var news = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellation).ConfigureAwait(false);
        await channel.QueueBindAsync(news.QueueName, SetAside, "", cancellationToken: cancellation).ConfigureAwait(false);
        return news.QueueName;
    }

    private static Task Declare(IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken cancellation)
    {
        arguments["x-queue-type"] = "quorum";
        return channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellation);
    }
}
