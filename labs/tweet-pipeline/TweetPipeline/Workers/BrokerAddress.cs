using Frugal;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace TweetPipeline.Workers;

/// <summary>The address of a RabbitMQ broker: <c>amqp://user:password@host:port/virtual-host</c>, or <c>amqps</c> for TLS.</summary>
public sealed class BrokerAddress
{
    private readonly Uri uri;

    private BrokerAddress(Uri uri) => this.uri = uri;

    /// <exception cref="FrugalException">It is not an address of a broker.</exception>
    public static BrokerAddress Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri.Host.Length > 0
        ? new(uri)
        : throw new FrugalException("--broker is not the address of a RabbitMQ broker. Allowed: amqp://user:password@host:port/virtual-host, or amqps://... for TLS.");

    /// <summary>The address without user and password, for messages.</summary>
    public override string ToString() => $"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath}";

    /// <summary>Connects.</summary>
    /// <param name="name">What the broker calls the connection.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="BrokerUnreachableException">The broker is not there, or refuses.</exception>
    /// <remarks>No automatic recovery: after a loss all is declared again, and every block without an answer is sent again.</remarks>
    internal Task<IConnection> ConnectAsync(string name, CancellationToken cancellation) => new ConnectionFactory
    {
        Uri = uri,
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
        RequestedHeartbeat = TimeSpan.FromSeconds(15),
    }.CreateConnectionAsync(name, cancellation);
}
