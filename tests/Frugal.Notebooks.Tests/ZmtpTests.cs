using System.Net;
using System.Net.Sockets;
using Frugal.Notebooks.Kernel.Zmtp;
using FsCheck.Fluent;

namespace Frugal.Notebooks.Tests;

/// <summary>ZMTP 3.1 against bytes made by hand from RFC 37.</summary>
public class ZmtpTests
{
    private const long Limit = 1 << 20;

    [Test]
    public void A_short_frame_has_one_byte_of_size() =>
        Assert.That(Octets(new Frame("abc"u8.ToArray(), More: true)), Is.EqualTo(new byte[] { 1, 3, (byte)'a', (byte)'b', (byte)'c' }));

    [Test]
    public void A_long_frame_has_eight() =>
        Assert.That(Octets(new Frame(new byte[256]))[..9], Is.EqualTo(new byte[] { 2, 0, 0, 0, 0, 0, 0, 1, 0 }));

    [Test]
    public void The_greeting_is_that_of_the_worked_example() =>
        Assert.That(Handshake.Greeting(), Is.EqualTo((byte[])[0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 1, .. "NULL"u8, .. new byte[16], 0, .. new byte[31]]));

    [Test]
    public void The_router_s_ready_is_that_of_the_worked_example() =>
        Assert.That(Octets(Handshake.Ready("ROUTER")), Is.EqualTo((byte[])[4, 28, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 6, .. "ROUTER"u8]));

    [Test]
    public void The_dealer_s_ready_is_read()
    {
        var properties = Handshake.ParseReady(new Frame([5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 6, .. "DEALER"u8, 8, .. "Identity"u8, 0, 0, 0, 0], Command: true));

        Assert.That(properties["socket-type"], Is.EqualTo("DEALER"u8.ToArray()));
        Assert.That(properties["identity"], Is.Empty);
    }

    [Test]
    public void Frames_come_back_as_they_went() => Property.Holds(
        from start in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()
        from zeros in Gen.Choose(0, 600)
        from more in Gen.Elements(true, false)
        select new Frame([.. start, .. new byte[zeros]], more),
        frame =>
        {
            var read = Frame.ReadAsync(new MemoryStream(Octets(frame)), Limit, default).GetAwaiter().GetResult()!.Value;
            Assert.That(read.Body, Is.EqualTo(frame.Body));
            Assert.That(read.More, Is.EqualTo(frame.More));
        });

    [Test]
    public void Garbage_ends_in_a_refusal_and_in_nothing_else() => Property.Holds(
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(),
        octets =>
        {
            try
            {
                var stream = new MemoryStream(octets);
                while (Frame.ReadAsync(stream, Limit, default).GetAwaiter().GetResult() is { } frame)
                {
                    Assert.That(frame.Body.Length, Is.LessThanOrEqualTo(octets.Length));
                }
            }
            catch (Exception refused) when (refused is ZmtpException or EndOfStreamException)
            {
                Assert.That(octets, Is.Not.Empty);
            }
        });

    [Test]
    public void A_frame_that_announces_more_than_the_limit_is_refused_before_it_is_read()
    {
        byte[] head = [2, 0x40, 0, 0, 0, 0, 0, 0, 0];

        Assert.That(async () => await Frame.ReadAsync(new MemoryStream(head), Limit, default), Throws.TypeOf<ZmtpException>().With.Message.Contain("are allowed"));
    }

    [TestCase(0, (byte)'G', "does not speak ZMTP")]
    [TestCase(10, (byte)2, "speaks ZMTP 2")]
    [TestCase(12, (byte)'P', "another security mechanism")]
    public void A_greeting_of_another_kind_is_refused(int at, byte value, string why)
    {
        var greeting = Handshake.Greeting();
        greeting[at] = value;

        Assert.That(() => Handshake.CheckGreeting(greeting), Throws.TypeOf<ZmtpException>().With.Message.Contain(why));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_publisher_sends_what_is_subscribed_by_command_or_by_message(bool asMessage)
    {
        using var socket = new PublisherSocket(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, socket.Port);
        var stream = client.GetStream();
        await Handshake.RunAsync(stream, "SUB", default);
        (asMessage ? new Frame([1, (byte)'b']) : new Frame([9, .. "SUBSCRIBE"u8, (byte)'b'], Command: true)).WriteTo(stream);
        using var stop = new CancellationTokenSource();
        var publishing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)   // a subscription takes its time to arrive
            {
                socket.Publish(["a"u8.ToArray(), "no"u8.ToArray()]);
                socket.Publish(["bee"u8.ToArray(), "yes"u8.ToArray()]);
                await Task.Delay(5);
            }
        });

        var topic = await Frame.ReadAsync(stream, Limit, default);
        var body = await Frame.ReadAsync(stream, Limit, default);
        await stop.CancelAsync();
        await publishing;

        Assert.That(topic!.Value.Body, Is.EqualTo("bee"u8.ToArray()));
        Assert.That(body!.Value.Body, Is.EqualTo("yes"u8.ToArray()));
    }

    [Test]
    public async Task A_heartbeat_comes_back_and_a_ping_is_answered()
    {
        using var socket = new EchoSocket(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, socket.Port);
        var stream = client.GetStream();
        await Handshake.RunAsync(stream, "REQ", default);
        new Frame([4, .. "PING"u8, 0, 0, (byte)'c'], Command: true).WriteTo(stream);
        new Frame([], More: true).WriteTo(stream);
        new Frame("ping"u8.ToArray()).WriteTo(stream);

        Assert.That((await Frame.ReadAsync(stream, Limit, default))!.Value.Body, Is.EqualTo((byte[])[4, .. "PONG"u8, (byte)'c']));
        Assert.That((await Frame.ReadAsync(stream, Limit, default))!.Value.More, Is.True);
        Assert.That((await Frame.ReadAsync(stream, Limit, default))!.Value.Body, Is.EqualTo("ping"u8.ToArray()));
    }

    private static byte[] Octets(Frame frame)
    {
        using var stream = new MemoryStream();
        frame.WriteTo(stream);
        return stream.ToArray();
    }
}
