using Frugal.Data;
using Frugal.Data.SupportTweets;
using Frugal.Data.Dialogues;
using Frugal.Texts;

namespace Frugal.Models;

/// <summary>Texts of one origin for a student, before they are tokens.</summary>
/// <param name="Raw">The texts as published, which a teacher reads; null where no teacher can read them.</param>
/// <param name="Read">The texts as the student reads them.</param>
/// <param name="Labels">Their labels; null for texts without.</param>
/// <param name="Group">The group of logits of the labels.</param>
internal sealed record StudentSource(IReadOnlyList<string>? Raw, IReadOnlyList<string> Read, IReadOnlyList<int>? Labels, int Group = 0);

/// <summary>A task to evaluate a student on.</summary>
internal sealed record StudentExam(string Name, TextTaskForm Form, int Group, IReadOnlyList<string> Texts, IReadOnlyList<int> Labels);

/// <summary>The texts of each subject.</summary>
internal sealed class StudentSources
{
    private static readonly TextTaskForm Moods = new() { Classes = ["negative", "neutral", "positive"], Splits = new Dictionary<string, int>() };

    private readonly StudentRecipe recipe;
    private readonly Resolver resolver;
    private readonly int? limit;
    private readonly CancellationToken cancellation;

    public StudentSources(StudentRecipe recipe, Resolver resolver, int? limit, CancellationToken cancellation)
    {
        (this.recipe, this.resolver, this.limit, this.cancellation) = (recipe, resolver, limit, cancellation);
        var tasks = Catalog.Datasets[recipe.Dataset].Tasks;
        if (recipe.Subject == StudentSubject.TweetTasks)
        {
            Groups = [.. tasks.Values.Select(task => task.Classes.Count)];
            Lessons = [.. tasks.Keys.Select((task, group) => Tweets(task, labelled: true, group)), Tweets("emoji", labelled: false), Tweets("sentiment", labelled: false)];
            Exams = [.. tasks.Select((task, group) => Exam(task.Key, task.Key, task.Value, group))];
        }
        else
        {
            Groups = [Moods.Classes.Count];
            Lessons = [Tweets("sentiment", labelled: true), Support(), .. tasks.Keys.Append("emoji").Select(task => Tweets(task, labelled: false))];
            Exams = [Exam("sentiment", "tweeteval", Moods, 0), SupportExam("support-en", ChatLanguage.English), SupportExam("support-fr", ChatLanguage.French)];
        }
    }

    /// <summary>The number of classes of each group of logits.</summary>
    public IReadOnlyList<int> Groups { get; }

    /// <summary>What is learned from.</summary>
    public IReadOnlyList<StudentSource> Lessons { get; }

    /// <summary>What is evaluated on.</summary>
    public IReadOnlyList<StudentExam> Exams { get; }

    private bool IsSentiment => recipe.Subject == StudentSubject.Sentiment;

    private StudentSource Tweets(string task, bool labelled, int group = 0)
    {
        var data = TextDatasets.Open(recipe.Dataset, task, "train", resolver, cancellation);
        string[] texts = [.. data.Texts.Take(limit ?? int.MaxValue)];
        return new(texts, [.. texts.Select(Prepared)], labelled ? [.. data.Labels.Take(texts.Length)] : null, group);
    }

    private StudentExam Exam(string task, string name, TextTaskForm form, int group)
    {
        var data = TextDatasets.Open(recipe.Dataset, task, "validation", resolver, cancellation);
        return new(name, form, group, [.. data.Texts.Select(Prepared)], data.Labels);
    }

    private StudentSource Support()
    {
        var tweets = new SupportTweetDataset(new SupportTweetOptions { Count = Math.Min(recipe.SupportTweets, limit ?? int.MaxValue), Seed = recipe.Options.Seed, Copies = 0 }).All().ToList();
        return new(null, [.. tweets.Select(tweet => Prepared(tweet.Text))], [.. tweets.Select(tweet => (int)tweet.Kpis.Sentiment)]);
    }

    /// <summary>Support tweets of phrasings that no training contains.</summary>
    private static StudentExam SupportExam(string name, ChatLanguage language)
    {
        var tweets = new SupportTweetDataset(new SupportTweetOptions { Count = 2000, Seed = 2, HeldOut = true, Copies = 0, Replies = 0, French = language == ChatLanguage.French ? 1 : 0 }).All().ToList();
        var cleaner = new TweetCleaner();
        return new(name, Moods, 0, [.. tweets.Select(tweet => cleaner.Clean(tweet.Text))], [.. tweets.Select(tweet => (int)tweet.Kpis.Sentiment)]);
    }

    /// <summary>Sentiment is found in cleaned tweets, the tasks' answers in tweets as they are.</summary>
    private string Prepared(string text) => IsSentiment ? new TweetCleaner().Clean(text) : text;
}
