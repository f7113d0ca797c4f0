using Frugal.Data.SupportTweets;

namespace Frugal.Tests.Data.SupportTweets;

public class TweetLabelsTests
{
    [Test]
    public void The_right_answer_is_an_object_of_the_five_figures()
    {
        Assert.That(
            TweetLabels.Json(new(TweetSentiment.Negative, true, TweetUrgency.High, TweetTopics.CustomerService | TweetTopics.Network, TweetIncident.Outage)),
            Is.EqualTo("""{"sentiment":"negative","is_claim":true,"urgency":"high","topics":["network","customer_service"],"incident":"outage"}"""));
        Assert.That(
            TweetLabels.Json(new(TweetSentiment.Positive, false, TweetUrgency.Low, TweetTopics.None, TweetIncident.None)),
            Is.EqualTo("""{"sentiment":"positive","is_claim":false,"urgency":"low","topics":[],"incident":"none"}"""));
    }

    [Test]
    public void A_long_tweet_is_cut_between_characters()
    {
        Assert.That(TweetLabels.Cut(new string('a', 180)), Has.Length.EqualTo(180));
        Assert.That(TweetLabels.Cut(new string('a', 181)), Has.Length.EqualTo(180));
        Assert.That(TweetLabels.Cut(new string('a', 179) + "😡!"), Is.EqualTo(new string('a', 179)));
        Assert.That(TweetLabels.Cut(new string('a', 178) + "😡!"), Does.EndWith("a😡"));
    }
}
