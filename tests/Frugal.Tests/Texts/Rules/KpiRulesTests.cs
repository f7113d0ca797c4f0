using Frugal.Data.SupportTweets;
using Frugal.Texts;

namespace Frugal.Tests.Texts.Rules;

public class KpiRulesTests
{
    [TestCase("Plus d'internet depuis hier à Brest", true, TweetUrgency.Medium, TweetTopics.Internet, TweetIncident.Outage)]
    [TestCase("PLUS D INTERNET, c'est urgent je suis en teletravail", true, TweetUrgency.High, TweetTopics.Internet, TweetIncident.Outage)]
    [TestCase("My wifi is so slow tonight", true, TweetUrgency.Low, TweetTopics.Internet, TweetIncident.Slowdown)]
    [TestCase("The landline is dead and my father needs an ambulance number", true, TweetUrgency.Critical, TweetTopics.Phone | TweetTopics.Mobile, TweetIncident.Outage)]
    [TestCase("Quand passe le prélèvement ?", false, TweetUrgency.Low, TweetTopics.Billing, TweetIncident.None)]
    [TestCase("Aucun problème avec la fibre, merci", false, TweetUrgency.Low, TweetTopics.Internet, TweetIncident.None)]
    [TestCase("Charged twice on my invoice again", true, TweetUrgency.Medium, TweetTopics.Billing, TweetIncident.Billing)]
    [TestCase("Bonne journée à tous", false, TweetUrgency.Low, TweetTopics.None, TweetIncident.None)]
    [TestCase("", false, TweetUrgency.Low, TweetTopics.None, TweetIncident.None)]
    public void Words_are_signs(string tweet, bool claim, TweetUrgency urgency, TweetTopics topics, TweetIncident incident) =>
        Assert.That(new KpiRules().Find(tweet), Is.EqualTo(new TweetFindings(claim, urgency, topics, incident)));

    /// <summary>The rules know words, not the phrasings: the card says how often they are right on those that are held out.</summary>
    [Test]
    public void The_figures_of_the_card_are_those_of_the_held_out_phrasings()
    {
        var (cleaner, rules) = (new TweetCleaner(), new KpiRules());
        var judged = new SupportTweetDataset(new() { Count = 10_000, HeldOut = true, Copies = 0 }).All()
            .Select(tweet => (Right: tweet.Kpis, Found: rules.Find(cleaner.Clean(tweet.Text)))).ToList();
        List<string> rows = [Row("claim", kpis => kpis.IsClaim, found => found.IsClaim)];
        rows.AddRange(Enum.GetValues<TweetUrgency>().Select(urgency => Row($"urgency {urgency}", kpis => kpis.Urgency == urgency, found => found.Urgency == urgency)));
        rows.AddRange(Enum.GetValues<TweetIncident>().Select(incident => Row($"incident {incident}", kpis => kpis.Incident == incident, found => found.Incident == incident)));
        rows.AddRange(Enum.GetValues<TweetTopics>().Skip(1).Select(topic => Row($"topic {topic}", kpis => kpis.Topics.HasFlag(topic), found => found.Topics.HasFlag(topic))));

        var card = File.ReadAllLines(Tree.At("datasets/support-tweets.md"));

        Assert.That(rows.Except(card), Is.Empty, $"rows of the card should be:\n{string.Join('\n', rows)}");

        string Row(string name, Func<TweetKpis, bool> right, Func<TweetFindings, bool> found)
        {
            var (hits, all, claimed) = (judged.Count(pair => right(pair.Right) && found(pair.Found)), judged.Count(pair => right(pair.Right)), judged.Count(pair => found(pair.Found)));
            return FormattableString.Invariant($"| {name.ToLowerInvariant().Replace("customerservice", "customer_service")} | {all:N0} | {(double)hits / claimed:0.00} | {(double)hits / all:0.00} |");
        }
    }
}
