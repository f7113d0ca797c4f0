using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Frugal.Containment;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Containment;

/// <summary>Servers that redirect, link to another socket, or never come to an end.</summary>
[Platform("Linux")]
[Category("Machine")]
public class StudentServerTests
{
    private Scratch scratch = null!;
    private StudentProcess student = null!;

    [SetUp]
    public void Start()
    {
        scratch = new Scratch();
        student = StudentProcess.Start(new Limits { Time = Patience.Longest(TimeSpan.FromSeconds(30)) }, scratch);
    }

    [TearDown]
    public void End()
    {
        student.Dispose();
        scratch.Dispose();
    }

    [Test]
    public async Task An_answer_comes_with_its_status_type_and_body()
    {
        Run("Honest", scratch["1.sock"]);
        using var server = Server();

        var answer = await server.SendAsync(Request());

        Assert.That((answer.Status, answer.ContentType, answer.RetryAfter), Is.EqualTo((HttpStatusCode.OK, "text/plain", (TimeSpan?)TimeSpan.FromSeconds(3))));
        Assert.That(answer.Body, Is.EqualTo("hello"u8.ToArray()));
    }

    [Test]
    public async Task A_server_may_close_a_connection_after_its_answer_however_late()
    {
        Run("OneForEachConnection", scratch["1.sock"]);
        using var server = Server();

        for (var question = 1; question <= 2; question++)
        {
            Assert.That((await server.SendAsync(Request())).Body, Is.EqualTo("hello"u8.ToArray()), $"question {question}");
        }
    }

    [TestCase("Redirect", Cause.WrongAnswer, "The server answered GET /a with 302, a redirect.")]
    [TestCase("Silent", Cause.WrongAnswer, "The server closed the connection of GET /a without a complete answer.")]
    [TestCase("EndlessBody", Cause.OutputFlood, "The server answered GET /a with more than 4 MB.")]
    [TestCase("EndlessHeaders", Cause.OutputFlood, "The server answered GET /a with more than 64 KB of headers.")]
    public async Task An_answer_that_is_none_is_reported_by_its_cause(string method, Cause cause, string says)
    {
        Run(method, scratch["1.sock"]);
        using var server = Server();

        await ExpectAsync(server, cause, says);
    }

    [TestCase("EndlessChunkExtension", "The server closed the connection of GET /a without a complete answer.")]
    [TestCase("AnotherProtocol", "The server closed the connection of GET /a without a complete answer.")]
    [TestCase("EnormousLength", "The server closed the connection of GET /a without a complete answer.")]
    [TestCase("TwoLengths", "The server closed the connection of GET /a without a complete answer.")]
    [TestCase("EndlessTrailers", "The server answered GET /a with more than 64 KB of headers.")]
    [TestCase("EndlessInterimAnswers", "The server answered GET /a with more than 64 KB of headers.")]
    public async Task An_answer_that_is_not_HTTP_is_no_answer(string method, string says)
    {
        Run(method, scratch["1.sock"]);
        using var server = Server();

        await ExpectAsync(server, Attacks.Of($"Servers.{method}").Cause, says);
    }

    [TestCase("DrippingBody")]
    [TestCase("DrippingHeaders")]
    [TestCase("SwitchedProtocol")]
    public async Task What_never_ends_is_ended_at_the_time_limit(string method)
    {
        Run(method, scratch["1.sock"]);
        using var server = Server(TimeSpan.FromSeconds(0.5));

        await ExpectAsync(server, Cause.Timeout, "The server did not answer GET /a completely within 0.5 s.");
    }

    /// <summary>Each of these is an answer: what is in it is judged, and nothing else happens.</summary>
    [TestCase("AnswerForTheNextQuestion", "hello")]
    [TestCase("CommandsInHeaders", "hello")]
    [TestCase("NegativeLength", "hello")]
    [TestCase("CompressedBomb", null)]
    public async Task An_answer_is_taken_as_it_is(string method, string? body)
    {
        Run(method, scratch["1.sock"]);
        using var server = Server();

        for (var question = 1; question <= 2; question++)
        {
            var answer = await server.SendAsync(Request());

            Assert.That(answer.ContentType, Is.EqualTo("text/plain").Or.Empty);
            Assert.That(answer.Body, body is null ? Has.Length.LessThan(100_000) : Is.EqualTo(System.Text.Encoding.ASCII.GetBytes(body)), $"question {question}");
        }
    }

    [Test, SupportedOSPlatform("linux")]
    public async Task A_link_in_the_place_of_the_socket_is_cheating_and_the_socket_behind_it_is_not_reached()
    {
        using var folder = new TemporaryFolder();
        using var outside = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        outside.Bind(new UnixDomainSocketEndPoint(folder["outside.sock"]));
        outside.Listen();
        Run("Link", $"{scratch["1.sock"]} {folder["outside.sock"]}");
        using var server = Server();

        await ExpectAsync(server, Cause.Cheating, "1.sock: a link is in the place of the server's socket.");

        using var held = PlainFile.Hold(scratch["1.sock"]);   // as if the link had been put there after the look at it
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await Assert.ThatAsync(async () => await client.ConnectAsync(new UnixDomainSocketEndPoint($"/proc/self/fd/{held!.DangerousGetHandle()}")), Throws.InstanceOf<SocketException>());
        Assert.That(outside.Poll(0, SelectMode.SelectRead), Is.False, "a connection waits");
    }

    [TestCase("")]
    [TestCase("../1.sock")]
    [TestCase("tmp/1.sock")]
    public void A_socket_is_directly_in_the_scratch_folder(string name) =>
        Assert.That(() => new StudentServer(scratch, name, () => { }), Throws.TypeOf<FrugalException>());

    private void Run(string method, string about) => student.Call(Probes.Run, new Submission("Servers", method, about));

    private StudentServer Server(TimeSpan? limit = null) =>
        new(scratch, "1.sock", () => student.Call(Probes.Double, 1)) { Limit = limit ?? Patience.Longest(TimeSpan.FromSeconds(20)) };

    private static HttpRequestMessage Request() => new(HttpMethod.Get, "/a?secret=1");

    private static async Task ExpectAsync(StudentServer server, Cause cause, string says)
    {
        var failure = (await Assert.ThrowsAsync<StudentFailure>(() => server.SendAsync(Request())))!;

        Assert.That(failure.Cause, Is.EqualTo(cause), failure.Message);
        Assert.That(failure.Message, Does.StartWith(says));
    }
}
