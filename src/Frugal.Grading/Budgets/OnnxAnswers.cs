using System.Numerics.Tensors;
using Frugal.Data;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Budgets;

/// <summary>Compares a model's answers with its reference's, on images drawn from the grading's seed and on training images.</summary>
internal static class OnnxAnswers
{
    /// <summary>Number of training images used to distinguish memorisation from generalisation.</summary>
    private const int Seen = 60;

    public static ModelAnswers Compare(MeasuringRequest request, AnswerOptions options)
    {
        using var reference = PictureModel.Open(request.Reference);
        using var subject = PictureModel.Open(request.Subject, reference.Preprocessing);
        var unseen = new GarmentsDataset(PictureModel.Unseen, options.Most, request.Seed);
        var (agreement, accuracy) = (new ShareGate(options.Agreement), new ShareGate(options.Accuracy));
        var all = new Tally();
        for (var end = Math.Min(options.First, options.Most); all.Pictures < end; end = Undecided() ? Math.Min(end + options.First, options.Most) : end)
        {
            all.Add(subject, reference, unseen, all.Pictures, end);
        }

        var training = new Tally();
        training.Add(subject, reference, new GarmentsDataset("train", Seen), 0, Seen);
        return all.Answers((double)training.Agreeing / training.Pictures);

        bool Undecided() => agreement.Decide(all.Agreeing, all.Pictures) == Verdict.Inconclusive
            || accuracy.Decide(all.Right, all.Pictures) == Verdict.Inconclusive;
    }

    private const double Loudest = 200;

    private sealed class Tally
    {
        private float[]? first;
        private bool varies;
        private int referenceRight;
        private double largestDifference, largestLogit, signal, noise;

        public int Pictures { get; private set; }

        public int Agreeing { get; private set; }

        public int Right { get; private set; }

        public void Add(PictureModel subject, PictureModel reference, GarmentsDataset data, int start, int end)
        {
            var prepared = new float[end - start][];
            Parallel.For(start, end, i => prepared[i - start] = reference.Preprocessing.Apply(data.Image(i)));
            var originals = Task.Run(() => Array.ConvertAll(prepared, reference.Logits));   // each model has one thread
            var answers = Array.ConvertAll(prepared, subject.Logits);
            for (var i = start; i < end; i++)
            {
                var (mine, theirs) = (answers[i - start], originals.GetAwaiter().GetResult()[i - start]);
                if (mine.Length != theirs.Length)
                {
                    throw new FrugalException($"The model gives {mine.Length} logits, the original {theirs.Length}. Keep the original's inputs and outputs.");
                }

                var (here, there) = (TensorPrimitives.IndexOfMax(mine), TensorPrimitives.IndexOfMax(theirs));
                Pictures++;
                Agreeing += here == there ? 1 : 0;
                Right += here == data.Label(i) ? 1 : 0;
                referenceRight += there == data.Label(i) ? 1 : 0;
                largestLogit = Math.Max(largestLogit, theirs.Max(Math.Abs));
                largestDifference = Math.Max(largestDifference, mine.Zip(theirs, (a, b) => float.IsFinite(a) ? Math.Abs(a - b) : float.MaxValue).Max());
                signal += theirs.Sum(logit => (double)logit * logit);
                noise += mine.Zip(theirs, (a, b) => ((double)a - b) * ((double)a - b)).Sum();
                varies |= first is not null && !mine.AsSpan().SequenceEqual(first);
                first ??= mine;
            }
        }

        public ModelAnswers Answers(double seenAgreement) => new()
        {
            Pictures = Pictures,
            Agreeing = Agreeing,
            Right = Right,
            ReferenceRight = referenceRight,
            LargestDifference = largestDifference,
            LargestLogit = largestLogit,
            SignalToNoise = double.IsFinite(noise) ? Math.Clamp(10 * Math.Log10(signal / Math.Max(noise, double.Epsilon)), -Loudest, Loudest) : -Loudest,
            IsConstant = !varies,
            SeenAgreement = seenAgreement,
        };
    }
}
