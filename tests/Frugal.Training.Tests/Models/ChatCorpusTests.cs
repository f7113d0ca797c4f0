using Frugal.Data.Dialogues;
using Frugal.Data.SupportTweets;
using Frugal.Models;

namespace Frugal.Training.Tests.Models;

public class ChatCorpusTests
{
    [Test]
    public void A_tweet_becomes_a_question_in_the_words_of_the_pipeline_and_the_right_labels()
    {
        var corpus = new TweetLabelCorpus().Of(50);
        var tweets = new SupportTweetDataset(((TweetLabelCorpus)corpus).Options).All().ToList();

        var dialogues = corpus.Write();

        Assert.That(dialogues, Has.Count.EqualTo(50));
        foreach (var (tweet, dialogue) in tweets.Zip(dialogues))
        {
            Assert.That(dialogue.Turns.Select(turn => turn.Role), Is.EqualTo([ChatRole.System, ChatRole.User, ChatRole.Assistant]));
            Assert.That((dialogue.Turns[0].Text, dialogue.Turns[2].Text), Is.EqualTo((TweetLabels.Question, TweetLabels.Json(tweet.Kpis))));
            Assert.That(dialogue.Turns[1].Text, Has.Length.InRange(1, TweetLabels.Longest));
        }

        Assert.That(corpus.Write().Select(dialogue => dialogue.Turns[1].Text), Is.EqualTo(dialogues.Select(dialogue => dialogue.Turns[1].Text)));
    }

    [Test]
    public void Dialogues_are_as_many_as_asked()
    {
        Assert.That(new DialogueCorpus().Of(7).Write(), Has.Count.EqualTo(7));
        Assert.That(ChatRecipes.TinyChat.Corpus, Is.EqualTo(new DialogueCorpus()));
    }
}
