using System.Net.Sockets;
using Frugal;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace TweetPipeline.Workers;

/// <summary>What goes wrong with a broker.</summary>
internal static class BrokerErrors
{
    /// <summary>Whether the connection is the reason: then a later try may succeed.</summary>
    public static bool IsLoss(Exception failure) => failure is RabbitMQClientException or IOException or SocketException or ObjectDisposedException or TimeoutException;

    /// <summary>Whether a broker that was reached failed by itself. RabbitMQ does so when two programs declare a quorum queue at the same time, or while the machine is too busy to elect its leader.</summary>
    public static bool IsPassing(Exception failure) => failure is OperationInterruptedException { ShutdownReason.ReplyCode: Constants.InternalError };

    public static FrugalException Unreachable(BrokerAddress address, Exception failure) => new(
        failure.InnerException is AuthenticationFailureException || failure is AuthenticationFailureException
            ? $"The broker {address} refuses the user or the password. Give others in --broker amqp://user:password@host:port."
            : $"The broker {address} cannot be reached: {Innermost(failure).Message.TrimEnd('.')}. Check the address, and that RabbitMQ runs there.", failure);

    public static string Lost(BrokerAddress address, string reason) => $"The connection to the broker {address} was lost ({Reason(reason)}). Blocks without an answer are sent again when it is back.";

    /// <summary>The first line of what an exception or the broker says.</summary>
    public static string Reason(string text) => text.Split('\n')[0].Trim().TrimEnd('.');

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
