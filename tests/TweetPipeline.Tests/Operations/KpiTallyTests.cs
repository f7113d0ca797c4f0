using Frugal.Data.SupportTweets;
using TweetPipeline.Operations;

namespace TweetPipeline.Tests.Operations;

public class KpiTallyTests
{
    [Test]
    public void Nothing_is_counted_at_first() => Assert.That(new KpiTally().ToDictionary(), Is.Empty);

    [Test]
    public void Values_are_counted_by_name_in_the_order_of_the_names()
    {
        var tally = new KpiTally();
        tally.Count(new(TweetSentiment.Negative, true, TweetUrgency.Critical, TweetTopics.Network | TweetTopics.Security, TweetIncident.Fraud, 0.5f));
        tally.Count(new(TweetSentiment.Negative, false, TweetUrgency.Low, TweetTopics.Network | TweetTopics.CustomerService, TweetIncident.None, 1));
        tally.Count(default);

        Assert.That(tally.ToDictionary().Select(value => $"{value.Key} {value.Value}"), Is.EqualTo(new[]
        {
            "incident/fraud 1", "incident/none 2", "is_claim/false 2", "is_claim/true 1", "sentiment/negative 3", "topics/customer_service 1", "topics/network 2", "topics/security 1",
            "urgency/critical 1", "urgency/low 2",
        }));
    }

    [Test]
    public void Every_value_has_a_place()
    {
        var tally = new KpiTally();
        for (var topic = 0; topic < TweetTopicNames.All.Count; topic++)
        {
            tally.Count(new(default, false, default, (TweetTopics)(1 << topic), default, 0));
        }

        foreach (var incident in Enum.GetValues<TweetIncident>())
        {
            tally.Count(new(default, false, default, default, incident, 0));
        }

        var counted = tally.ToDictionary();
        Assert.That(TweetTopicNames.All.Select(name => counted[$"topics/{name}"]), Is.All.EqualTo(1));
        Assert.That(Enum.GetNames<TweetIncident>().Select(name => counted[$"incident/{name.ToLowerInvariant()}"]).Sum(), Is.EqualTo(TweetTopicNames.All.Count + Enum.GetValues<TweetIncident>().Length));
    }
}
