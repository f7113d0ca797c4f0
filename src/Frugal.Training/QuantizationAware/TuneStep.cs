using System.Globalization;
using Frugal.Data;

namespace Frugal.Quantization;

/// <summary>Trains the model for int8 and writes it: <see cref="QuantizationAwareTraining"/>. Needs labelled images of the model's own classes.</summary>
/// <param name="Tuning">Epochs, learning rate, seed.</param>
public sealed record TuneStep(TuningOptions Tuning) : QuantizationStep("train for int8", QuantizationStage.Write, NeedsData: true)
{
    private const int BatchSize = 32;

    /// <summary>Whether the scales of the activations are learned too, instead of observed; false by default.</summary>
    public bool LearnScales { get; init; }

    /// <inheritdoc/>
    protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run)
    {
        var metadata = draft.Model.Metadata;
        if (run.Data.Images is not { } images || !images.Classes.SequenceEqual(metadata.Classes))
        {
            throw new FrugalException($"{draft.Model.Source}: training needs labelled pictures of the model's own classes ({string.Join(", ", metadata.Classes.DefaultIfEmpty("none stated"))}). Calibrate it with the data set that it was trained on.");
        }

        using var network = QuantizationAwareNetwork.Create(draft.Model, run.Data, new QuantizationAwareOptions { Quantization = draft.Options, LearnScales = LearnScales }, run.Cancellation);
        var loader = ImageLoader.Create(images, new LoaderOptions
        {
            BatchSize = BatchSize, Shuffle = true, DropLast = true, Seed = Tuning.Seed, Preprocessing = metadata.ToPreprocessing(), Augmentation = new Augmentation(),
        }, cancellation: run.Cancellation);
        var losses = QuantizationAwareTraining.Tune(network, loader, Tuning, run.Shares("Training for int8"), run.Cancellation);
        run.Progress($"Loss by epoch: {string.Join(", ", losses.Select(loss => loss.ToString("F3", CultureInfo.InvariantCulture)))}");
        return draft with { Result = network.Export() };
    }
}
