using Frugal;
using Frugal.Serving.Models;

namespace ClothingApi.Models;

/// <summary>A model file that serves: opened on first use, opened anew when the file has changed. A new file that is no good changes
/// nothing but <see cref="Failure"/>: the model that served goes on.</summary>
/// <param name="format">int8 or fp32.</param>
/// <param name="path">The file.</param>
public sealed class ServedModel(string format, string path)
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private OnFirstUse<OnnxNetwork> current = new(() => OnnxNetwork.Open(path));
    private FileStamp stamp = FileStamp.Of(path);
    private long checkedAt = Environment.TickCount64;
    private (FileStamp File, long At) failed;
    private int renewing;
    private OnnxNetwork? given;

    /// <summary>int8 or fp32.</summary>
    public string Format => format;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Why the file as it is now cannot be opened; null where it can, or nobody has tried.</summary>
    public string? Failure { get; private set; }

    /// <summary>The model if it has been opened; never waits.</summary>
    public OnnxNetwork? Opened => StandIn.Model is not null ? given : Unfinished.Else(() => current.Made, () => null);

    /// <summary>The model.</summary>
    /// <exception cref="FrugalException">It cannot be opened.</exception>
    public async Task<OnnxNetwork> GetAsync()
    {
        if (StandIn.Model is { } open)
        {
            return given = open(path);
        }

        var serving = current;
        if (serving.Made is { } made)
        {
            RenewIfChanged();
            return made;
        }

        // A file that is no good is left alone until it changes: reading it again for every request would cost more than the fallback's answer.
        var now = FileStamp.Of(path);
        if (Failure is { } known && failed.File == now && Environment.TickCount64 - failed.At < RetryAfter.TotalMilliseconds)
        {
            throw new FrugalException(known);
        }

        try
        {
            var opened = await serving.GetAsync();
            Failure = null;
            return opened;
        }
        catch (FrugalException refusal)
        {
            (Failure, failed) = (refusal.Message, (now, Environment.TickCount64));
            throw;
        }
    }

    /// <summary>A replaced model is freed by the garbage collector when the last call that uses it is done.</summary>
    private void RenewIfChanged()
    {
        var now = Environment.TickCount64;
        if (now - checkedAt < CheckEvery.TotalMilliseconds)
        {
            return;
        }

        checkedAt = now;
        var seen = FileStamp.Of(path);
        if (seen != stamp && Interlocked.Exchange(ref renewing, 1) == 0)
        {
            stamp = seen;
            _ = Task.Run(RenewAsync);
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            var next = new OnFirstUse<OnnxNetwork>(() => OnnxNetwork.Open(path));
            await next.GetAsync();
            (current, Failure) = (next, null);
        }
        catch (FrugalException refusal)
        {
            Failure = refusal.Message;
        }
        finally
        {
            renewing = 0;
        }
    }
}
