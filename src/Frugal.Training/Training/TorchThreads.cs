using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Sets the number of threads for PyTorch's operators, in the whole process, and restores the previous number when disposed.</summary>
internal sealed class TorchThreads : IDisposable
{
    private readonly int before = get_num_threads();

    /// <summary>Sets the number of threads.</summary>
    public TorchThreads(int count) => set_num_threads(count);

    /// <summary>
    /// Keeps the present number of threads, and stops MKL from choosing fewer at a call, its default until a number is set: the number determines
    /// the order of summation.
    /// </summary>
    public static TorchThreads Fixed() => new(get_num_threads());

    /// <inheritdoc/>
    public void Dispose() => set_num_threads(before);
}
