using System.Net;
using System.Net.Http.Headers;

namespace Frugal.Data;

/// <summary>Downloads a file to <c>NAME.part</c>, resumes an earlier attempt, and renames the file only when it is complete.</summary>
internal sealed class Download(HttpClient client)
{
    private const int Attempts = 3;

    public static HttpClient DefaultClient { get; } = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) })
    {
        Timeout = TimeSpan.FromMinutes(1),   // until the headers arrive
        DefaultRequestHeaders = { { "User-Agent", "frugal" } },
    };

    /// <summary>Downloads <paramref name="url"/> to <paramref name="path"/>; verifies the checksum, if given, before the rename.</summary>
    /// <exception cref="FrugalException">No network, no such file, a wrong checksum, a full disk.</exception>
    public void Fetch(Uri url, string path, string? sha256, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        var part = path + ".part";
        try
        {
            FetchPart(url, part, progress, cancellation);
        }
        catch (FrugalException) when (new FileInfo(part) is { Exists: true, Length: 0 })
        {
            File.Delete(part);
            throw;
        }

        if (sha256 is not null && Checksums.Sha256(part) is var actual && actual != sha256)
        {
            File.Delete(part);
            throw new FrugalException(
                $"{url}: the checksum is wrong (SHA-256 {actual}, the catalogue says {sha256}); the file was deleted. Try again, or report it.");
        }

        File.Move(part, path, overwrite: true);
    }

    private void FetchPart(Uri url, string part, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        for (var attempt = 1; !TryFetch(url, part, progress, cancellation); attempt++)
        {
            if (attempt == Attempts)
            {
                throw new FrugalException($"{url}: the connection broke {Attempts} times. Run the same command again: it goes on from where it stopped.");
            }
        }
    }

    /// <returns>False if the connection broke; the bytes received so far are kept.</returns>
    private bool TryFetch(Uri url, string part, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        using var file = OpenPart(url, part);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (file.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(file.Length, null);
        }

        using var response = Send(request, url, cancellation);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            var whole = response.Content.Headers.ContentRange?.Length == file.Length;
            if (!whole)
            {
                file.SetLength(0);   // left over from a different file
            }

            return whole;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new FrugalException($"{url}: the server answers {(int)response.StatusCode} ({response.ReasonPhrase}). Check the address in the catalogue, or try later.");
        }

        var goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == file.Length;
        if (!goesOn && file.Length > 0)
        {
            file.SetLength(0);   // the server sends the file from the start
        }

        file.Position = file.Length;
        long? total = response.Content.Headers.ContentLength is { } rest ? file.Length + rest : null;
        return Copy(response, file, done => progress?.Report(new(Path.GetFileNameWithoutExtension(part), done, total)), cancellation)
            && (total is null || file.Length == total);
    }

    private static bool Copy(HttpResponseMessage response, FileStream file, Action<long> report, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        try
        {
            using var body = response.Content.ReadAsStream(cancellation);
            while (true)
            {
                if (Read(body, buffer, cancellation) is not { } read)
                {
                    return false;
                }

                if (read == 0)
                {
                    file.Flush(flushToDisk: true);
                    return true;
                }

                file.Write(buffer, 0, read);
                report(file.Length);
            }
        }
        catch (IOException cause) when (DiskFull.Is(cause))
        {
            file.Dispose();
            File.Delete(file.Name);
            throw DiskFull.While($"downloading to {file.Name}", cause);
        }
    }

    /// <returns>Bytes read, 0 at the end; null if the connection broke or no data arrived for a minute.</returns>
    private static int? Read(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            return body.ReadAsync(buffer, patience.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    private HttpResponseMessage Send(HttpRequestMessage request, Uri url, CancellationToken cancellation)
    {
        try
        {
            return client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (Exception cause) when (cause is HttpRequestException || (cause is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new FrugalException(
                $"{url}: the server cannot be reached ({cause.Message}). Check the network, or point FRUGAL_MIRROR at a folder that holds a copy.", cause);
        }
    }

    private static FileStream OpenPart(Uri url, string part)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(part)!);
            return new(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException cause) when (DiskFull.Is(cause))
        {
            throw DiskFull.While($"starting {part}", cause);
        }
        catch (IOException cause) when (File.Exists(part))
        {
            throw new FrugalException($"{part}: another frugal is fetching {url}. Wait until it is done.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{part}: it cannot be written ({cause.Message}). Point FRUGAL_CACHE at a folder of your own.", cause);
        }
    }
}
