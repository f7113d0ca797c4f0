using System.Net;
using System.Net.Sockets;
using System.Text;
using Frugal.Benchmarks.Serving.Load;

namespace Frugal.Serving.Tests.Load;

[Category("Machine")]
public class LoadGeneratorTests
{
    private static readonly byte[] Request = "GET / HTTP/1.1\r\n\r\n"u8.ToArray();

    [Test]
    public void Percentiles_are_of_the_single_answers_of_all_connections()
    {
        // 1 ms to 100 ms, over two connections
        var tallies = new[] { new LoadTally(), new LoadTally() };
        for (var i = 1; i <= 100; i++)
        {
            tallies[i % 2].Answered(TimeSpan.FromMilliseconds(i), 200, []);
        }

        var result = LoadResult.Of(tallies, took: TimeSpan.FromSeconds(2), processor: TimeSpan.FromSeconds(0.5));

        // numpy.percentile(range(1, 101), [50, 95, 99])
        Assert.That(result.Latency, Is.EqualTo(new LatencyFigures(50.5, 95.05, 99.01, 100)));
        Assert.That((result.Answered, result.Errors, result.PerSecond), Is.EqualTo((100L, 0L, 50.0)));
    }

    [Test]
    public void Refusals_and_lost_connections_are_errors_and_not_in_the_latency()
    {
        var tally = new LoadTally();
        tally.Answered(TimeSpan.FromMilliseconds(3), 200, []);
        tally.Answered(TimeSpan.FromMilliseconds(9000), 503, "busy"u8);
        tally.Answered(TimeSpan.FromMilliseconds(9000), 500, "System.InvalidOperationException\n   at Shop.Main()"u8);
        tally.Failed("reset");

        var result = LoadResult.Of([tally], TimeSpan.FromSeconds(1), TimeSpan.Zero);

        Assert.That((result.Answered, result.Errors, result.Traces, result.FirstFailure), Is.EqualTo((1L, 3L, 1L, "status 503")));
        Assert.That(result.Statuses, Is.EquivalentTo(new Dictionary<int, long> { [200] = 1, [500] = 1, [503] = 1 }));
        Assert.That(result.Latency?.MaxMs, Is.EqualTo(3));
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [TestCase("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    public async Task A_server_is_loaded_over_all_connections_whether_it_keeps_them_or_not(string answer)
    {
        await using var server = new StubServer(Encoding.ASCII.GetBytes(answer), closes: answer.Contains("1.0", StringComparison.Ordinal));

        var result = await LoadGenerator.RunAsync(Options(server.Address));

        Assert.That(result.Errors, Is.Zero, result.FirstFailure);
        Assert.That(result.Answered, Is.GreaterThan(0));
        Assert.That(server.Connections, Is.GreaterThanOrEqualTo(4));
    }

    [Test]
    public async Task A_server_that_never_answers_ends_the_load_with_errors()
    {
        await using var server = new StubServer([], closes: false);

        var result = await LoadGenerator.RunAsync(Options(server.Address) with { Patience = TimeSpan.Zero });

        Assert.That((result.Answered, result.Errors), Is.EqualTo((0L, 4L)));
        Assert.That(result.Latency, Is.Null);
    }

    private static LoadOptions Options(IPEndPoint server) =>
        new() { Server = server, Requests = [Request], Connections = 4, WarmUp = TimeSpan.Zero, Duration = TimeSpan.FromMilliseconds(300) };

    /// <summary>Answers every packet with the same bytes.</summary>
    private sealed class StubServer : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource stop = new();
        private readonly Task accepting;
        private int connections;

        public StubServer(byte[] answer, bool closes)
        {
            listener.Start();
            accepting = AcceptAsync(answer, closes);
        }

        public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

        public int Connections => connections;

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await accepting;
            listener.Stop();
            stop.Dispose();
        }

        private async Task AcceptAsync(byte[] answer, bool closes)
        {
            var serving = new List<Task>();
            try
            {
                while (true)
                {
                    var socket = await listener.AcceptSocketAsync(stop.Token);
                    connections++;
                    serving.Add(ServeAsync(socket, answer, closes));
                }
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(serving);
            }
        }

        private async Task ServeAsync(Socket socket, byte[] answer, bool closes)
        {
            using (socket)
            {
                try
                {
                    var buffer = new byte[1024];
                    while (await socket.ReceiveAsync(buffer, stop.Token) > 0)
                    {
                        await socket.SendAsync(answer, stop.Token);
                        if (closes)
                        {
                            socket.Shutdown(SocketShutdown.Both);
                            return;
                        }
                    }
                }
                catch (Exception end) when (end is OperationCanceledException or SocketException)
                {
                    // The test is over, or the client has gone.
                }
            }
        }
    }
}
