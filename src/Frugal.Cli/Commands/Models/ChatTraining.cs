using Frugal.Llama;
using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary>Trains a chat model, and quantises it by llama.cpp.</summary>
internal sealed class ChatTraining(ChatRecipe recipe, Trial trial) : ModelTraining(recipe.Name, null, trial)
{
    private static readonly LlamaFileType Stored = LlamaFileType.Named("Q6_K");   // below 5 MB

    private readonly Trial trial = trial.Fold is null ? trial : throw new FrugalException($"--fold: {recipe.Name} learns from generated texts. Leave it out.");

    protected override (object Last, string Verdict) Train(ModelLibrary library, string checkpoint, Terminal terminal, string file, CancellationToken cancellation)
    {
        var options = trial.Seed is { } seed ? recipe.Options with { Seed = seed } : recipe.Options;
        var changed = recipe with
        {
            Options = trial.Epochs is { } epochs ? options with { Epochs = epochs } : options,
            Corpus = trial.Count is { } count ? recipe.Corpus.Of(count) : recipe.Corpus,
        };
        using var model = TrainingBar.Show(terminal, "Writing the texts", bar => new ChatRecipeRun { Recipe = changed, Checkpoint = checkpoint, Progress = bar }.Run(cancellation));
        var halves = $"{file}.f16";
        try
        {
            model.SaveGguf(halves);
            LlamaQuantizer.Quantize(halves, file, Stored);
        }
        finally
        {
            File.Delete(halves);
        }

        var last = model.History[^1];
        return (last, FormattableString.Invariant($"{recipe.Corpus.Score(model, cancellation) * 100:0.0}% of {recipe.Corpus.Judged} right, perplexity {last.Perplexity:0.00} after {last.Epoch} epochs"));
    }
}
