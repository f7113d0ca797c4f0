using Frugal;
using Frugal.Data.SupportTweets;
using Frugal.Serving.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using TweetPipeline.Reading;

namespace TweetPipeline.Web.Runs;

/// <summary>Receives files as they come, in a fixed amount of memory. Of the client's name only the ending counts; the rest is shown and nothing else.</summary>
public sealed class UploadReader(DataFolder folders, DashboardSettings settings)
{
    private const int FormBytes = 64 * 1024, LongestName = 80, LongestBoundary = 100, AtOnce = 4;
    private static readonly string[] Endings = [".csv", ".tsv", ".jsonl", ".ndjson"];
    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>Receives the file in the field <c>file</c> of a form. Its first line is looked at, so that a wrong file is refused at once.</summary>
    /// <returns>The file, which the caller moves or deletes, and its name for people.</returns>
    /// <exception cref="ProblemException">The form has no file (400), it cannot be a file of tweets (400), it is too large (413), or too many arrive at once (503).</exception>
    public async Task<(string Path, string Name)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > settings.UploadBytes + FormBytes)
        {
            throw TooLarge();
        }

        if (!places.Wait(0, CancellationToken.None))
        {
            throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(5)));
        }

        try
        {
            request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = settings.UploadBytes + FormBytes;
            var (stream, given) = await FileOfAsync(request, cancellation);
            var ending = Path.GetExtension(given).ToLowerInvariant();
            if (!Endings.Contains(ending))
            {
                throw Problems.BadFile("wrong_type", $"'{Shown(given)}' has another ending. Allowed: {string.Join(", ", Endings)}.");
            }

            var path = folders.NewUpload(ending);
            await ReceiveAsync(stream, path, Shown(given), cancellation);
            return (path, Shown(given));
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Makes the sample: the generated tweets of the course.</summary>
    public (string Path, string Name) Sample()
    {
        var tweets = new SupportTweetDataset();
        var path = folders.NewUpload(".csv");
        SupportTweetFile.Save(path, tweets.All());
        return (path, FormattableString.Invariant($"support-tweets-{tweets.Count}.csv"));
    }

    /// <summary>A message with the name that the client knows in place of the server's path.</summary>
    public static string Named(string message, string path, string name) => message.Replace(path, name, StringComparison.Ordinal).Replace(Path.GetDirectoryName(path)! + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private static async Task<(Stream Stream, string Name)> FileOfAsync(HttpRequest request, CancellationToken cancellation)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (boundary is null or { Length: 0 or > LongestBoundary })
        {
            throw Malformed();
        }

        try
        {
            var section = await new MultipartReader(boundary, request.Body).ReadNextSectionAsync(cancellation);
            return section is not null && ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition()
                ? (section.Body, HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "")
                : throw Malformed();
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed(failure);
        }
    }

    private async Task ReceiveAsync(Stream stream, string path, string name, CancellationToken cancellation)
    {
        try
        {
            await CopyAsync(stream, path, cancellation);
            using var reader = TweetReader.Open(path);
            _ = reader.Bytes > 0 ? reader.Read().FirstOrDefault() : throw new FrugalException($"{path}: the file is empty.");
        }
        catch (Exception failure)
        {
            File.Delete(path);
            throw failure switch
            {
                FrugalException => Problems.BadFile("bad_file", Named(failure.Message, path, name), failure),
                InvalidDataException or IOException when failure is not BadHttpRequestException => Malformed(failure),
                _ => failure,
            };
        }
    }

    private async Task CopyAsync(Stream stream, string path, CancellationToken cancellation)
    {
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
        await using (file)
        {
            var buffer = new byte[1 << 16];
            var length = 0L;
            while (await stream.ReadAsync(buffer, cancellation) is > 0 and var read)
            {
                length += read;
                if (length > settings.UploadBytes)
                {
                    throw TooLarge();
                }

                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
    }

    private static string Shown(string name)
    {
        var plain = string.Concat(name.Split('/', '\\')[^1].Where(letter => !char.IsControl(letter) && char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.Format));
        return plain.Length <= LongestName ? plain : plain[..(LongestName / 2)] + "…" + plain[^(LongestName / 2 - 1)..];
    }

    private ProblemException TooLarge() => new(new(413, "too_large", "The file is too large", FormattableString.Invariant($"A file may have {settings.UploadBytes:N0} bytes. Send a smaller one, or use the command line: tweet-pipeline run FILE.")));

    private static ProblemException Malformed(Exception? cause = null) => Problems.BadFile("missing_file", "Send the file in the field 'file' of a form (multipart/form-data).", cause);
}
