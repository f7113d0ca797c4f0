using Frugal.Architectures;
using Frugal.Data;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Models;

/// <summary>A trained teacher's logits, computed once and stored.</summary>
public static class RecipeLogits
{
    /// <summary>The logits of <paramref name="network"/> for every picture of <paramref name="data"/>, as it is and mirrored.</summary>
    /// <param name="recipe">The recipe of the network, which names its preprocessing.</param>
    /// <param name="network">The trained network; put in evaluation mode.</param>
    /// <param name="data">The pictures.</param>
    /// <param name="progress">Receives the number of pictures done.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public static StoredLogits Logits(this TrainingRecipe recipe, Architecture network, IImageDataset data, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        network.eval();
        var classes = network.Classes;
        var logits = new float[2 * data.Count * classes];
        using var still = no_grad();
        foreach (var batch in ImageLoader.Create(data, new LoaderOptions { Preprocessing = recipe.Preprocessing }, cancellation: cancellation).Epoch(0, cancellation))
        {
            using (batch)
            using (NewDisposeScope())
            {
                var pictures = Pictures.ToTensor(batch, recipe.Preprocessing.Size);
                Store(network.call(pictures), batch, view: 0);
                Store(network.call(pictures.flip(3)), batch, view: 1);
                progress?.Report(batch.Indices[^1] + 1);
            }
        }

        return new StoredLogits(2, data.Count, classes, logits);

        void Store(Tensor answers, Batch batch, int view)
        {
            var values = answers.contiguous().data<float>().ToArray();
            for (var i = 0; i < batch.Count; i++)
            {
                values.AsSpan(i * classes, classes).CopyTo(logits.AsSpan((view * data.Count + batch.Indices[i]) * classes));
            }
        }
    }
}
