using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Frugal.Measuring;
using Frugal.Serving.Limits;
using Frugal.Serving.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Frugal.Serving.Tests;

public class UploadsTests
{
    private static readonly UploadLimits Small = new() { Largest = new ByteSize(100_000), InMemory = new ByteSize(1_000_000) };

    [Test]
    public async Task A_body_is_read_to_the_last_byte_and_no_further_than_allowed()
    {
        var uploads = new Uploads(Small);
        foreach (var length in new[] { 0, 1, 16 * 1024, 16 * 1024 + 1, 100_000 })
        {
            var bytes = new byte[length];
            new Random(length).NextBytes(bytes);

            Assert.That(await uploads.ReadBodyAsync(Request(bytes)), Is.EqualTo(bytes), $"{length} bytes");
        }

        Assert.That(() => uploads.ReadBodyAsync(Request(new byte[100_001])), Throws.TypeOf<ProblemException>().With.Property("Problem").Property("Status").EqualTo(413));
        Assert.That(() => uploads.ReadBodyAsync(Request(new byte[1], announced: 100_001)), Throws.TypeOf<ProblemException>().With.Property("Problem").Property("Code").EqualTo("too_large"));
        Assert.That(uploads.InMemory, Is.Zero, "nothing is held for what is done");
    }

    [Test]
    public async Task All_uploads_together_stay_within_their_memory()
    {
        var uploads = new Uploads(Small with { InMemory = new ByteSize(20_000) });
        var slow = new SlowStream();
        var first = uploads.ReadBodyAsync(Request(slow));

        Assert.That(() => uploads.ReadBodyAsync(Request(new byte[10])), Throws.TypeOf<ProblemException>().With.Property("Problem").Property("Code").EqualTo("busy"));
        slow.End();
        await first;
        Assert.That(await uploads.ReadBodyAsync(Request(new byte[10])), Has.Length.EqualTo(10));
    }

    [Test]
    public async Task The_file_of_a_form_is_found_by_its_field()
    {
        var uploads = new Uploads(Small);
        await using var site = await TinySite.StartAsync(_ => { }, app =>
        {
            app.UseProblems();
            app.MapPost("/", async (HttpRequest request) => Results.Text(await uploads.ReadFieldAsync(request, "image") is { } file ? Encoding.UTF8.GetString(file) : "none"));
        });

        Assert.That(await (await site.Client.PostAsync("/", Form(("other", "x"), ("image", "the picture")))).Content.ReadAsStringAsync(), Is.EqualTo("the picture"));
        Assert.That(await (await site.Client.PostAsync("/", Form(("other", "x")))).Content.ReadAsStringAsync(), Is.EqualTo("none"));
        Assert.That(await TinySite.ProblemAsync(await site.Client.PostAsync("/", Form(("image", new string('a', 100_001))))), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "too_large")));
        Assert.That(await TinySite.ProblemAsync(await site.Client.PostAsync("/", Cut("multipart/form-data; boundary=b"))), Is.EqualTo((HttpStatusCode.BadRequest, "bad_form")));
        Assert.That(await TinySite.ProblemAsync(await site.Client.PostAsync("/", Cut("multipart/form-data"))), Is.EqualTo((HttpStatusCode.BadRequest, "bad_form")));
    }

    private static MultipartFormDataContent Form(params (string Field, string Text)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), field, "file.txt");
        }

        return form;
    }

    private static ByteArrayContent Cut(string type)
    {
        var content = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nhalf a"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static HttpRequest Request(byte[] body, long? announced = null) => Request(new MemoryStream(body), announced);

    private static HttpRequest Request(Stream body, long? announced = null)
    {
        var request = new DefaultHttpContext().Request;
        (request.Body, request.ContentLength) = (body, announced);
        return request;
    }

    /// <summary>Gives nothing until it is ended.</summary>
    private sealed class SlowStream : MemoryStream
    {
        private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void End() => end.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await end.Task;
            return 0;
        }
    }
}
