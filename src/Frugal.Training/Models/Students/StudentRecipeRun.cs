using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Texts;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Models;

/// <summary>Runs a recipe for a student: chooses its vocabulary, asks the teacher (once: answers are kept in the cache), trains, and returns the student.</summary>
public sealed record StudentRecipeRun
{
    /// <summary>The recipe to train.</summary>
    public required StudentRecipe Recipe { get; init; }

    /// <summary>The models, among which the teacher and the one that it started from.</summary>
    public required ModelLibrary Library { get; init; }

    /// <summary>Resolves the location of the data set.</summary>
    public Resolver Resolver { get; init; } = new();

    /// <summary>The folder of the teacher's answers.</summary>
    public string Cache { get; init; } = Path.Combine(new DataFolders().Cache, "teacher-answers");

    /// <summary>The checkpoint to resume from and to write; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The number of training texts of each origin, the first of the file; null for all. For quick trials.</summary>
    public int? Texts { get; init; }

    /// <summary>Notified after every step.</summary>
    public IProgress<TextProgress>? Progress { get; init; }

    /// <summary>Trains.</summary>
    /// <exception cref="FrugalException">The data or the teacher is not available, or the training fails; the message says what to do.</exception>
    public StudentModel Run(CancellationToken cancellation = default)
    {
        using var threads = new TorchThreads(Recipe.Threads);
        var pretrained = TextRecipes.All.First(recipe => recipe.Name == Recipe.Teacher).Pretrained;
        var (file, pieces) = (Library.Get(Recipe.Teacher, cancellation: cancellation), Library.GetVocabulary(pretrained, cancellation: cancellation));
        var words = WordPieces.Load(pieces);
        var sources = new StudentSources(Recipe, Resolver, Texts, cancellation);
        var vocabulary = StudentVocabulary.Choose(
            sources.Lessons.SelectMany(source => source.Read), words, File.ReadAllText(pieces).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'), Recipe.Shape.Vocabulary);
        var mine = WordPieces.Of(vocabulary.Tokens, Recipe.Name);
        var start = new StudentStart(Library.Load(Recipe.Teacher), vocabulary);
        var result = new TextDistiller(
            () => Network(start, sources.Groups.Sum()),
            sources.Groups,
            [.. sources.Exams.Select(exam => (new TextTask(exam.Name, exam.Form, new LabelledTokens([], []), new LabelledTokens(Tokens(mine, exam.Texts), exam.Labels)), exam.Group))],
            Lessons(sources, new TextTeacher(file, words, Cache), mine, cancellation),
            (Recipe.Options, Recipe.Distillation),
            Checkpoint).Train(Progress, cancellation);
        return new StudentModel(Recipe, result.Network, vocabulary.Tokens, result.History);
    }

    private IReadOnlyList<TextLesson> Lessons(StudentSources sources, TextTeacher teacher, WordPieces words, CancellationToken cancellation)
    {
        if (Recipe.Alone)
        {
            return [.. sources.Lessons.Where(source => source.Labels is not null).Select(source => Lesson(source, null))];
        }

        var answers = sources.Lessons.Select(source => source.Raw is { } raw ? teacher.Ask(raw, TextRecipes.TweetsMiniLm.Length, Recipe.Threads, cancellation) : null).ToList();
        if (Recipe.Subject == StudentSubject.Sentiment)
        {
            var head = SentimentHead.Fit(answers[0]!, sources.Lessons[0].Labels!, sources.Groups[0]);
            answers = [.. answers.Select(known => known is null ? null : head.Apply(known))];
        }

        return [.. sources.Lessons.Zip(answers, Lesson)];

        TextLesson Lesson(StudentSource source, TextAnswers? known) => new(Tokens(words, source.Read)) { Labels = source.Labels, Group = source.Group, Answers = known };
    }

    private IReadOnlyList<long[]> Tokens(WordPieces words, IReadOnlyList<string> texts) => [.. texts.Select(text => words.Encode(text, Recipe.Shape.Length))];

    private TextArchitecture Network(StudentStart start, int classes)
    {
        if (Recipe.Shape is TextTransformerOptions transformer)
        {
            var network = new TextTransformer(transformer with { Vocabulary = start.Vocabulary, Classes = classes });
            using (no_grad())
            {
                network.state_dict()["positions.weight"].mul_(0.1);   // tokens first: random positions are noise
            }

            return start.Fill(network);
        }

        var recurrent = new BiLstm((BiLstmOptions)Recipe.Shape with { Vocabulary = start.Vocabulary, Classes = classes });
        start.FillTokens(recurrent.state_dict()["tokens.weight"]);
        return recurrent;
    }
}
