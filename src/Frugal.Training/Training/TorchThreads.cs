using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Sets the number of threads for PyTorch's operators, in the whole process, and restores the previous number when disposed.</summary>
internal sealed class TorchThreads : IDisposable
{
    private readonly int before = get_num_threads();

    /// <summary>Sets the number of threads.</summary>
    public TorchThreads(int count) => set_num_threads(count);

    /// <inheritdoc/>
    public void Dispose() => set_num_threads(before);
}
