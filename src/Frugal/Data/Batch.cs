namespace Frugal.Data;

/// <summary>A batch of images from a data set, ready for a network.</summary>
/// <remarks>Dispose it to return its buffers to the loader; otherwise the garbage collector reclaims them.</remarks>
public sealed class Batch : IDisposable
{
    private Action<Batch>? giveBack;

    internal Batch(int count, int length, int second, Action<Batch> giveBack)
    {
        Images = new float[count * length];
        Second = new float[count * second];
        Labels = new long[count];
        Indices = new int[count];
        this.giveBack = giveBack;
    }

    /// <summary><c>(Count, 3, size, size)</c> normalised values.</summary>
    public float[] Images { get; }

    /// <summary>The same images by <see cref="LoaderOptions.Second"/>, <c>(Count, 3, size, size)</c>; empty without it.</summary>
    public float[] Second { get; }

    /// <summary><c>(Count)</c> class indices.</summary>
    public long[] Labels { get; }

    /// <summary><c>(Count)</c> indices into the data set.</summary>
    public int[] Indices { get; }

    /// <summary>Number of images in this batch; the last batch of an epoch may be smaller than the others.</summary>
    public int Count => Labels.Length;

    internal void Use(Action<Batch> next) => giveBack = next;

    /// <summary>Returns the buffers to the loader; the arrays must not be read afterwards.</summary>
    public void Dispose() => Interlocked.Exchange(ref giveBack, null)?.Invoke(this);
}
