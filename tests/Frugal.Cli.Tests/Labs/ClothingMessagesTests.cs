using System.Text.RegularExpressions;
using Frugal.Grading.Grades;
using Frugal.Grading.Submissions;

namespace Frugal.Cli.Tests.Labs;

/// <summary>The grader of clothing-api on typical wrong answers: what a student reads, and what a missing part costs.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Long"), Platform("Linux")]
public partial class ClothingMessagesTests
{
    /// <summary>A mistake in the worked answer: the file, the lines, and the test that catches it with what its message has to say.</summary>
    private static readonly Mistake[] Mistakes =
    [
        new("Photos/Base64Photo.cs", " && length > 0 ?", " ?", "Broken base64 is a problem of the client: a text of no characters", "The text of no characters: expected the problem broken_base64, got 0 bytes and no problem."),
        new("Photos/PhotoDecoder.cs", "codec.EncodedOrigin);", "SKEncodedOrigin.TopLeft);", "A photo stands upright whatever its orientation", "A JPEG file of 96 x 64 pixels with EXIF orientation 2 for a model of 48 x 48, Letterbox: expected value ["),
        new("Models/ModelWithFallback.cs", "Fallback: true, $", "Fallback: false, $", "The other answers when the file is missing and says so", "The int8 file is missing, and int8 is asked for: expected Fallback: yes, got no."),
        new("Models/BatchNormFolding.cs", "(bias?[c] ?? 0)", "(bias?[c] ?? 1)", "A convolution without bias takes the normalisation in", "16 channels of 27 weights, without a bias; channel 0 with gamma "),
        new("Models/CalibrationSet.cs", "rounds).SelectMany(round => classes.Where(pictures => pictures.Length > round).Select(pictures => pictures[round]))", "1).SelectMany(_ => classes.SelectMany(pictures => pictures))", "Each class is chosen as often as any other", "400 pictures of 5 classes (100, 100, 100, 50 and 50 of each), 100 to choose: expected no class with fewer than 99, unless it has no more, got "),
        new("Models/ModelError.cs", "10 * Math.Log10(", "20 * Math.Log10(", "The error of a model is in decibels of all answers together", "Expected logits (3, 4), got (3, 5): signal 25, noise 1: expected the decibels 13.979 within 0.01, got 27.959."),
        new("Models/Int8Model.cs", "node.Operator is \"Conv\" or", "node.Operator is", "A refusal names the layer that stays in float32", "A model whose layer second.conv the quantiser has to keep in float32: expected a FrugalException that names second.conv, got a model."),
        new("Models/BudgetModel.cs", "four <= layers.Length && quantised", "four <= 2 && quantised", "At 900 kilobytes the answers keep 25 decibels", "A budget of 900 KB: expected a model, got the refusal"),
        new("Operations/HealthEndpoint.cs", "(false, false) => folder.IsBeingMade ? \"starting\" : \"failed\",", "(false, false) => \"failed\",", "Health tells a normal start from a failure", "No model file, and the files are being made: expected the status \"starting\", got \"failed\"."),
        new("Predictions/PredictEndpoint.cs", "OrderByDescending(score => score.Probability)", "OrderBy(score => score.Label)", "A picture gets all ten classes the likeliest first", "POST /api/predict with image/jpeg, "),
        new("Search/Embedding.cs", "length * Scale", "length * 100", "Features become vectors of one length", "320 features from -1 to 7: expected number ["),
        new("Search/VectorIndex.cs", "if (found == k && dot <= best[k - 1].Dot)", "if (found == k && dot <= best[0].Dot)", "The nearest come first", "500 vectors of 320 numbers, the 10 nearest: expected places of the nearest to vector 1: "),
        new("Predictions/Batcher.cs", "if (batch.Count > 0 && batch[0].Network != next.Network)", "if (batch.Count > settings.MaxBatch)", "Pictures for different models never share a batch", "of 12, sent to the classifier and the encoder in turn: expected "),
        new("Operations/ApiMetrics.cs", "[\"format\", \"label\"]", "[\"model\", \"class\"]", "Prometheus reads every metric with its labels", "expected clothing_predictions_total{format=\"int8\", label=\"shirt\"}, got the labels class=shirt,model=int8."),
        new("Operations/Limits.cs", "Uploads(settings).Largest.Bytes * 4 / 3 + 64 * 1024", "Uploads(settings).Largest.Bytes", "The limits are those of the settings", "RequestsPerSecond 123, Burst 456, LargestUpload 2 MB: expected MaxRequestBodySize, four thirds of it and room for a form, from 2667666 to 2866666, got 2000000."),
    ];

    [Test]
    public void Each_mistake_is_found_by_its_own_test_whose_message_says_input_expected_and_got()
    {
        using var submission = new WorkedSubmission();
        foreach (var mistake in Mistakes)
        {
            submission.Change(mistake.File, mistake.Right, mistake.Wrong);
        }

        var tests = submission.Grade().Tasks.SelectMany(task => task.Tests).ToList();

        Assert.Multiple(() =>
        {
            foreach (var mistake in Mistakes)
            {
                var test = tests.Single(test => test.Name == mistake.Test);
                Assert.That((test.Verdict, test.Cause), Is.EqualTo((Verdict.Failed, Cause.WrongAnswer)), $"{test.Name}: {test.Message}");
                Assert.That(test.Message ?? "", Does.Contain(mistake.Says), test.Name);
            }

            foreach (var test in tests.Where(test => test.Verdict == Verdict.Failed))
            {
                Assert.That(test.Message, Does.Not.Match(Unreadable()), test.Name);
                Assert.That(test.Message, test.Hidden ? Does.StartWith("A hidden test: its name says what it asks.").Or.StartWith("The code threw").Or.Contain("unseen pictures") : Does.Match(": expected .+, got .+"), test.Name);
            }
        });
    }

    [Test]
    public void Without_preprocessing_and_opening_of_models_the_rest_runs_on_the_graders_own_for_less()
    {
        using var submission = new WorkedSubmission();
        foreach (var file in new[] { "Photos/PhotoDecoder.cs", "Photos/PhotoTensor.cs", "Photos/Base64Photo.cs", "Models/OnFirstUse.cs" })
        {
            submission.Take(file);                           // the starter's
        }

        var grade = submission.Grade();

        // 1: nothing. 2: the fallback's four points at 80%. 7: all but 4 points of 10 use a part, and one test is not run. 8: 1.5 points of 10 use a part.
        Assert.That(grade.Tasks.Select(task => Math.Round(task.Points, 2)), Is.EqualTo(new[] { 0, 3.2, 10, 16, 12, 8, 7.9, 9.7, 8, 6 }), string.Join("\n", grade.Tasks.SelectMany(task => task.Tests).Where(test => test.Points < test.MaxPoints).Select(test => $"{test.Name}: {test.Message}")));
        var parts = grade.Tasks[6].Tests.Single(test => test.Name == "A picture gets all ten classes the likeliest first");
        Assert.That((parts.Verdict, string.Join(", ", parts.StandIns)), Is.EqualTo((Verdict.Passed, "preprocessing, opening of models")));
        Assert.That(grade.Tasks[6].Needs.Select(need => (need.Task, need.StandIn, need.Met)), Is.EquivalentTo(new[] { (1, "preprocessing", false), (2, "opening of models", false) }));
    }

    /// <summary>What no student can read: truth values without a noun, NUnit's and LINQ's words, quotes around nothing.</summary>
    [GeneratedRegex(@"Expected: (?:True|False)|But was|Assert\.|System\.|`\d|Enumerable|<[A-Z]|''|""""|\bTrue\b|\bFalse\b")]
    private static partial Regex Unreadable();

    /// <summary>A mistake.</summary>
    private sealed record Mistake(string File, string Right, string Wrong, string Test, string Says);

    /// <summary>The worked answer, handed in as a student would: its sources, with the answers switched on.</summary>
    private sealed class WorkedSubmission : IDisposable
    {
        private const string App = "clothing-api/ClothingApi";
        private readonly TemporaryFolder folder = new();

        public WorkedSubmission()
        {
            folder.Write("clothing-api/clothing-api.slnx", "<Solution />");
            foreach (var path in Directory.EnumerateFiles(Tree.At($"solutions/{App}"), "*.cs", SearchOption.AllDirectories))
            {
                folder.Write($"{App}/{Path.GetRelativePath(Tree.At($"solutions/{App}"), path)}", $"#define SOLUTION\n{File.ReadAllText(path)}");
            }
        }

        public void Change(string file, string right, string wrong)
        {
            var source = File.ReadAllText(folder[$"{App}/{file}"]);
            Assert.That(source, Does.Contain(right), $"{file} has something to spoil");
            folder.Write($"{App}/{file}", source.Replace(right, wrong, StringComparison.Ordinal));
        }

        /// <summary>Takes a file of the starter.</summary>
        public void Take(string file) => folder.Write($"{App}/{file}", File.ReadAllText(Tree.At($"labs/{App}/{file}")));

        public Grade Grade()
        {
            var submission = Submission.Open(folder["clothing-api"]);
            try
            {
                return submission.Grade(_ => { }, trusted: true);
            }
            finally
            {
                Directory.Delete(submission.Cards, recursive: true);
            }
        }

        public void Dispose() => folder.Dispose();
    }
}
