namespace Frugal.Serving.Tests.Pool;

/// <summary>A model that says when it is freed.</summary>
internal sealed class FakeModel(string name, Action<FakeModel>? freed = null) : IDisposable, Models.IHealthChecked
{
    public string Name => name;

    public bool IsFreed { get; private set; }

    public bool IsHealthy { get; set; } = true;

    public void Dispose()
    {
        if (IsFreed)
        {
            throw new InvalidOperationException($"{name} is freed twice.");
        }

        IsFreed = true;
        freed?.Invoke(this);
    }
}
