using Frugal.Serving.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Frugal.Serving.Limits;

/// <summary>Reads uploads into memory within the limits. Memory is reserved as bytes arrive: an announced length reserves nothing.</summary>
public sealed class Uploads(UploadLimits limits)
{
    private const int FirstBuffer = 16 * 1024;
    private const int LongestBoundary = 100;
    private const int MostParts = 16;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private long inMemory;

    /// <summary>Bytes of the uploads being read.</summary>
    public long InMemory => Interlocked.Read(ref inMemory);

    /// <summary>Reads the whole body.</summary>
    /// <exception cref="ProblemException">The body is too large (413), or too many uploads are being read (503).</exception>
    public Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.ContentLength > limits.Largest.Bytes
            ? throw new ProblemException(Problem.TooLarge(limits.Largest.Bytes))
            : ReadAsync(request.Body, cancellation);
    }

    /// <summary>Reads the file in field <paramref name="field"/> of a form (<c>multipart/form-data</c>).</summary>
    /// <returns>The file's bytes; null if the form has no such file.</returns>
    /// <exception cref="ProblemException">The form is malformed (400) or too large (413), or too many uploads are being read (503).</exception>
    public async Task<byte[]?> ReadFieldAsync(HttpRequest request, string field, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength > limits.Largest.Bytes + 64 * 1024)          // room for the form's own headers
        {
            throw new ProblemException(Problem.TooLarge(limits.Largest.Bytes));
        }

        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (boundary is null or { Length: 0 or > LongestBoundary })
        {
            throw Malformed();
        }

        var reader = new MultipartReader(boundary, request.Body);
        try
        {
            for (var part = 0; part < MostParts && await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is { } section; part++)
            {
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                    && HeaderUtilities.RemoveQuotes(disposition.Name) == field
                    && disposition.IsFileDisposition())
                {
                    return await ReadAsync(section.Body, cancellation).ConfigureAwait(false);
                }
            }

            return null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed(failure);
        }
    }

    private async Task<byte[]> ReadAsync(Stream from, CancellationToken cancellation)
    {
        var buffer = new byte[FirstBuffer];
        var taken = 0L;
        try
        {
            Take(buffer.Length, ref taken);
            var length = 0;
            while (await from.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
                if (length > limits.Largest.Bytes)
                {
                    throw new ProblemException(Problem.TooLarge(limits.Largest.Bytes));
                }

                if (length == buffer.Length)
                {
                    Take(buffer.Length, ref taken);
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }

            return length == buffer.Length ? buffer : buffer[..length];
        }
        finally
        {
            Interlocked.Add(ref inMemory, -taken);
        }
    }

    private void Take(int bytes, ref long taken)
    {
        taken += bytes;
        if (Interlocked.Add(ref inMemory, bytes) > limits.InMemory.Bytes)
        {
            throw new ProblemException(Problem.Busy(RetryAfter));
        }
    }

    private static ProblemException Malformed(Exception? cause = null) =>
        new(new(400, "bad_form", "The form cannot be read", "The multipart form is cut off or has no boundary. Send it again."), cause);
}
