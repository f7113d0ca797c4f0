namespace Frugal.Data;

/// <summary>A batch of images from a data set, ready for a network.</summary>
/// <remarks>Dispose it to return its buffers to the loader; otherwise the garbage collector reclaims them.</remarks>
public sealed class Batch : IDisposable
{
    private readonly Action<Batch, float[]>? render;
    private readonly int secondLength;
    private Action<Batch>? giveBack;
    private float[]? second;
    private bool rendered;

    /// <param name="count">Number of images.</param>
    /// <param name="length">Values per image.</param>
    /// <param name="second">Values per image by the second preprocessing, and what computes those of all images.</param>
    /// <param name="giveBack">Takes the buffers back.</param>
    internal Batch(int count, int length, (int Length, Action<Batch, float[]> Render)? second, Action<Batch> giveBack)
    {
        (secondLength, render) = second is { } form ? (form.Length, form.Render) : (0, null);
        Images = new float[count * length];
        Labels = new long[count];
        Indices = new int[count];
        this.giveBack = giveBack;
    }

    /// <summary><c>(Count, 3, size, size)</c> normalised values.</summary>
    public float[] Images { get; }

    /// <summary>
    /// The same images by <see cref="LoaderOptions.Second"/>, <c>(Count, 3, size, size)</c>; empty without it. They are computed when first read: a teacher
    /// whose answers are known does not look at them.
    /// </summary>
    public float[] Second
    {
        get
        {
            if (render is null)
            {
                return [];
            }

            second ??= new float[Count * secondLength];
            if (!rendered)
            {
                render(this, second);
                rendered = true;
            }

            return second;
        }
    }

    /// <summary><c>(Count)</c> class indices.</summary>
    public long[] Labels { get; }

    /// <summary><c>(Count)</c> indices into the data set.</summary>
    public int[] Indices { get; }

    /// <summary>Number of images in this batch; the last batch of an epoch may be smaller than the others.</summary>
    public int Count => Labels.Length;

    /// <summary>The epoch that determines the augmentation.</summary>
    internal int Epoch { get; set; }

    internal void Use(int epoch, Action<Batch> next) => (Epoch, giveBack, rendered) = (epoch, next, false);

    /// <summary>Returns the buffers to the loader; the arrays must not be read afterwards.</summary>
    public void Dispose() => Interlocked.Exchange(ref giveBack, null)?.Invoke(this);
}
