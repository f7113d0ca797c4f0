using Frugal.Data;
using Frugal.Texts;

namespace Frugal.Tests.Texts;

public class TextDatasetsTests
{
    private TemporaryFolder folder;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    private Resolver Mirror => new(new DataFolders { Cache = folder["cache"], Mirror = folder["mirror"] });

    [Test]
    public void A_line_is_a_text_and_its_label_is_on_the_same_line_of_another_file()
    {
        Write("irony", "val", "so\u2028much\u0085fun\r\nno\n", "1\n0\n");

        var data = TextDatasets.Open("tweeteval", "irony", "validation", Mirror);

        Assert.That(data.Texts, Is.EqualTo(new[] { "so\u2028much\u0085fun", "no" }), "only a line feed ends a line");
        Assert.That(data.Labels.Select(label => data.Classes[label]), Is.EqualTo(new[] { "ironic", "not ironic" }));
        Assert.That((data.Name, data.Task, data.Split, data.Source.Origin), Is.EqualTo(("tweeteval", "irony", "validation", DataOrigin.Mirror)));
    }

    [Test]
    public void The_archive_has_its_tasks_in_a_folder_of_their_own()
    {
        folder.Write("mirror/tweeteval/datasets/hate/train_text.txt", "a\n");
        folder.Write("mirror/tweeteval/datasets/hate/train_labels.txt", "0\n");

        Assert.That(TextDatasets.Open("tweeteval", "hate", resolver: Mirror).Texts, Is.EqualTo(new[] { "a" }));
    }

    [TestCase("a\nb\n", "0\n", "it has 2 lines, and train_labels.txt has 1")]
    [TestCase("a\nb\n", "0\n2\n", "train_labels.txt, line 2: '2' is not a label. Labels are numbers from 0 to 1.")]
    [TestCase("a\nb\n", "-1\n0\n", "train_labels.txt, line 1: '-1' is not a label")]
    [TestCase("a\n", "\n", "line 1: '' is not a label")]
    public void A_damaged_file_is_named(string texts, string labels, string says)
    {
        Write("hate", "train", texts, labels);

        Assert.That(() => TextDatasets.Open("tweeteval", "hate", resolver: Mirror), Throws.TypeOf<FrugalException>().With.Message.Contains(says));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        folder.Write("mirror/tweeteval/hate/train_text.txt", "a\n");

        Assert.That(() => TextDatasets.Open("tweeteval", "hate", resolver: Mirror),
            Throws.TypeOf<FrugalException>().With.Message.Contains("train_labels.txt: it cannot be read").And.Message.Contains("frugal data verify tweeteval"));
    }

    [Test]
    public void An_unknown_task_split_or_data_set_lists_the_valid_ones()
    {
        Assert.That(() => TextDatasets.Open("tweeteval", "stance", resolver: Mirror), Throws.TypeOf<FrugalException>().With.Message.Contains("'stance' is not a task of tweeteval. Choose one of: emotion, irony, offensive, hate, sentiment, emoji."));
        Assert.That(() => TextDatasets.Open("tweeteval", "hate", "test", Mirror), Throws.TypeOf<FrugalException>().With.Message.Contains("'test' is not a split of tweeteval's hate. Choose one of: train, validation."));
        Assert.That(() => TextDatasets.Open("garments", "hate", resolver: Mirror), Throws.TypeOf<FrugalException>().With.Message.Contains("garments: it is not a data set of labelled texts. Choose one of: tweeteval."));
        Assert.That(() => Datasets.Open("tweeteval"), Throws.TypeOf<FrugalException>().With.Message.Contains("texts"));
    }

    private void Write(string task, string split, string texts, string labels)
    {
        folder.Write($"mirror/tweeteval/{task}/{split}_text.txt", texts);
        folder.Write($"mirror/tweeteval/{task}/{split}_labels.txt", labels);
    }
}
