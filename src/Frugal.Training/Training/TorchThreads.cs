using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>So many threads for PyTorch's operators, in the whole process, until it is disposed: then as many as before.</summary>
internal sealed class TorchThreads : IDisposable
{
    private readonly int before = get_num_threads();

    /// <summary>Sets their number.</summary>
    public TorchThreads(int count) => set_num_threads(count);

    /// <inheritdoc/>
    public void Dispose() => set_num_threads(before);
}
