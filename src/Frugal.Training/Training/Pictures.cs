using Frugal.Data;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Converts batches to tensors.</summary>
internal static class Pictures
{
    /// <summary>
    /// The batch as float32 (N, 3, size, size) in channels-last memory layout: convolutions follow the layout
    /// of their input, and oneDNN's are about 1.4 times faster in this one. The values are the same.
    /// </summary>
    public static Tensor ToTensor(Batch batch, int size) => ToTensor(batch.Images, batch.Count, size);

    /// <summary>The pictures of <see cref="Batch.Second"/> in the same form.</summary>
    public static Tensor Second(Batch batch, int size) => ToTensor(batch.Second, batch.Count, size);

    private static Tensor ToTensor(float[] images, int count, int size)
    {
        var planes = tensor(images, [count, 3, size, size]);
        return planes.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
    }
}
