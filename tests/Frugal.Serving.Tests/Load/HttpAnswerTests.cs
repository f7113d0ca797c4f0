using System.Text;
using Frugal.Benchmarks.Serving.Load;

namespace Frugal.Serving.Tests.Load;

public class HttpAnswerTests
{
    private const string Whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nServer: Kestrel\r\n\r\n5\r\nhello\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n";

    [TestCase(Whole, 200)]
    [TestCase(Chunked, 200)]
    [TestCase("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nRetry-After: 1\r\n\r\n", 503)]
    [TestCase("HTTP/1.1 204 No Content\r\n\r\n", 204)]
    public void An_answer_is_complete_with_its_last_byte_and_not_before(string text, int status)
    {
        var bytes = Encoding.ASCII.GetBytes(text);

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.That(HttpAnswer.Read(bytes.AsSpan(0, length), ended: false), Is.Null, $"{length} bytes");
        }

        Assert.That(HttpAnswer.Read(bytes, ended: false), Is.EqualTo(new HttpAnswer(status, bytes.Length, Closes: false)));
    }

    [TestCase("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")]
    public void A_server_that_closes_the_connection_says_so(string text) =>
        Assert.That(HttpAnswer.Read(Encoding.ASCII.GetBytes(text), ended: false)?.Closes, Is.True);

    [Test]
    public void Without_a_length_the_end_of_the_connection_ends_the_answer()
    {
        var bytes = "HTTP/1.1 200 OK\r\n\r\nhello"u8.ToArray();

        Assert.That(HttpAnswer.Read(bytes, ended: false), Is.Null);
        Assert.That(HttpAnswer.Read(bytes, ended: true), Is.EqualTo(new HttpAnswer(200, bytes.Length, Closes: true)));
    }

    [TestCase(Whole)]
    [TestCase(Chunked)]
    public void A_connection_that_ends_within_an_answer_is_an_error(string text) =>
        Assert.That(() => HttpAnswer.Read(Encoding.ASCII.GetBytes(text)[..^1], ended: true), Throws.TypeOf<FormatException>());

    [Test]
    public void What_is_no_answer_is_an_error() =>
        Assert.That(() => HttpAnswer.Read("220 smtp ready\r\n\r\n"u8, ended: false), Throws.TypeOf<FormatException>());
}
