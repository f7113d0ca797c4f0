namespace Frugal.Serving.Models;

/// <summary>A reference-counted model: disposed of when the pool has released it and the last lease is returned.</summary>
internal sealed class SharedModel<TModel>(TModel model) where TModel : class, IDisposable
{
    private int users = 1;           // the pool

    public TModel Model => model;

    public bool TryRent()
    {
        for (var seen = Volatile.Read(ref users); seen > 0; seen = Volatile.Read(ref users))
        {
            if (Interlocked.CompareExchange(ref users, seen + 1, seen) == seen)
            {
                return true;
            }
        }

        return false;
    }

    public void Return()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            model.Dispose();
        }
    }
}
