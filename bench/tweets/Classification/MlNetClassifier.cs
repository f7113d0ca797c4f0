using Microsoft.ML;
using Microsoft.ML.Data;

namespace Frugal.Benchmarks.Tweets.Classification;

/// <summary>
/// ML.NET as its tutorials write it: FeaturizeText, then SdcaMaximumEntropy, both with their defaults; one model per task. FeaturizeText has no ONNX form, so that such a model
/// runs in ML.NET only.
/// </summary>
internal sealed record MlNetClassifier(string Name, long Bytes, MLContext Context, IReadOnlyList<ITransformer> Models) : TweetClassifier(Name, Bytes)
{
    public static MlNetClassifier Train(IReadOnlyList<TweetTask> tasks, string folder)
    {
        var context = new MLContext(seed: 1);
        var (models, bytes) = (new List<ITransformer>(), 0L);
        foreach (var task in tasks)
        {
            var data = context.Data.LoadFromEnumerable(task.Train.Texts.Zip(task.Train.Labels, (text, label) => new Tweet { Text = text, Class = (uint)label }));
            var pipeline = context.Transforms.Conversion.MapValueToKey("Label", nameof(Tweet.Class), keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
                .Append(context.Transforms.Text.FeaturizeText("Features", nameof(Tweet.Text)))
                .AppendCacheCheckpoint(context)
                .Append(context.MulticlassClassification.Trainers.SdcaMaximumEntropy());
            var model = pipeline.Fit(data);
            var file = Path.Combine(folder, $"mlnet-{task.Name}.zip");
            context.Model.Save(model, data.Schema, file);
            bytes += new FileInfo(file).Length;
            models.Add(model);
        }

        return new MlNetClassifier("ML.NET: FeaturizeText, SdcaMaximumEntropy", bytes, context, models);
    }

    public override int[] Classify(int task, IReadOnlyList<string> texts)
    {
        var answers = Models[task].Transform(Context.Data.LoadFromEnumerable(texts.Select(text => new Tweet { Text = text })));
        return [.. answers.GetColumn<uint>("PredictedLabel").Select(key => (int)key - 1)];   // keys count from 1
    }

    public override double Seconds(IReadOnlyList<string> texts) => Timed(() =>
    {
        for (var task = 0; task < Models.Count; task++)
        {
            _ = Classify(task, texts);
        }
    });

    private sealed class Tweet
    {
        public string Text { get; set; } = "";

        public uint Class { get; set; }
    }
}
