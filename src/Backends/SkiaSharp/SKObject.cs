namespace SkiaSharp;

/// <summary>What holds memory outside the garbage collector's heap.</summary>
public abstract class SKNativeObject : IDisposable
{
    private int disposed;

    internal SKNativeObject() { }

    ~SKNativeObject() => Dispose(false);

    protected virtual void DisposeNative() { }

    protected virtual void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            DisposeNative();
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>The base of bitmaps, codecs, images and data.</summary>
public abstract class SKObject : SKNativeObject
{
    internal SKObject() { }
}
