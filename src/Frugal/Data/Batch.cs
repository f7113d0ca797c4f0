namespace Frugal.Data;

/// <summary>Some pictures of a data set, ready for a network.</summary>
/// <remarks>Dispose it to give its buffers back to the loader; without that the garbage collector takes them.</remarks>
public sealed class Batch : IDisposable
{
    private Action<Batch>? giveBack;

    internal Batch(int count, int length, Action<Batch> giveBack)
    {
        Images = new float[count * length];
        Labels = new long[count];
        Indices = new int[count];
        this.giveBack = giveBack;
    }

    /// <summary><c>(Count, 3, size, size)</c> normalised values.</summary>
    public float[] Images { get; }

    /// <summary><c>(Count)</c> classes.</summary>
    public long[] Labels { get; }

    /// <summary><c>(Count)</c> places in the data set.</summary>
    public int[] Indices { get; }

    /// <summary>Pictures in this batch; the last of an epoch may be smaller than the others.</summary>
    public int Count => Labels.Length;

    internal void Use(Action<Batch> next) => giveBack = next;

    /// <summary>Hands the buffers back; the arrays must not be read any more.</summary>
    public void Dispose() => Interlocked.Exchange(ref giveBack, null)?.Invoke(this);
}
