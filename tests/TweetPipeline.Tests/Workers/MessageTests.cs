using Frugal.Data.SupportTweets;
using TweetPipeline.Operations;
using TweetPipeline.Tweets;
using TweetPipeline.Workers;

namespace TweetPipeline.Tests.Workers;

public class MessageTests
{
    private static readonly FiguresPart Nothing = new([], [], new Dictionary<string, FiguresPart.StageErrors>());

    [Test]
    public void A_block_survives_a_round_trip()
    {
        var sent = new BlockMessage("r", 7, ["réseau en panne 😡", "\"quoted\" <b>"]);

        var read = BlockMessage.Read(sent.ToBytes())!;

        Assert.Multiple(() =>
        {
            Assert.That((read.Run, read.Number), Is.EqualTo(("r", 7)));
            Assert.That(read.Texts, Is.EqualTo(sent.Texts));
            Assert.That(read.ToBlock().Tweets.Select(tweet => tweet.Key), Is.EqualTo(sent.Texts.Select(text => TextKey.Of(text))));
        });
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("not JSON")]
    [TestCase("""{"Run":"r","Number":-1,"Texts":["a"]}""")]
    [TestCase("""{"Run":"r","Number":1,"Texts":[]}""")]
    [TestCase("""{"Run":"r","Number":1,"Texts":[null]}""")]
    [TestCase("""{"Run":"","Number":1,"Texts":["a"]}""")]
    public void A_message_that_is_not_a_block_is_refused(string text) => Assert.That(BlockMessage.Read(System.Text.Encoding.UTF8.GetBytes(text)), Is.Null);

    [Test]
    public void An_answer_survives_a_round_trip()
    {
        TweetAnswer[] answers =
        [
            new(new(TweetSentiment.Positive, true, TweetUrgency.Critical, TweetTopics.Network | TweetTopics.Billing, TweetIncident.Slowdown, 0.1f + 0.2f), AnswerSource.LanguageModel, KpiMarks.Claim | KpiMarks.LanguageModel),
            new(default, AnswerSource.Rules, KpiMarks.None),
        ];

        var read = AnswerMessage.Read(new AnswerMessage("r", 3, PackedAnswers.Pack(answers), Nothing).ToBytes())!;

        Assert.That(read.Answers, Is.EqualTo(answers));
    }

    [TestCase(0, 3)]
    [TestCase(1, 2)]
    [TestCase(2, 4)]
    [TestCase(3, 6)]
    [TestCase(4, 3)]
    [TestCase(5, 128)]
    [TestCase(7, 4)]
    [TestCase(11, 0xff, TestName = "A negative confidence is refused")]
    [TestCase(11, 0x40, TestName = "A confidence above 1 is refused")]
    [TestCase(11, 0x7f, TestName = "A confidence that is not a number is refused")]
    public void An_answer_with_a_value_out_of_range_is_refused(int place, byte value)
    {
        var packed = PackedAnswers.Pack([default(TweetAnswer), new(new(default, false, default, default, default, 0.9f), default, default)]);
        Assert.That(AnswerMessage.Read(new AnswerMessage("r", 3, packed, Nothing).ToBytes())!.Answers, Is.Not.Null);

        packed[12 + place] = value;

        Assert.That(AnswerMessage.Read(new AnswerMessage("r", 3, packed, Nothing).ToBytes())!.Answers, Is.Null);
    }

    [Test]
    public void A_part_of_an_answer_is_refused() => Assert.That(PackedAnswers.Unpack(new byte[13]), Is.Null);

    [TestCase(float.NaN)]
    [TestCase(-0.01f)]
    [TestCase(1.01f)]
    public void An_answer_out_of_range_is_not_sent(float confidence) =>
        Assert.That(() => PackedAnswers.Pack([new(new(default, false, default, default, default, confidence), default, default)]), Throws.InvalidOperationException);

    [TestCase("""{"Run":"r","Number":1,"Packed":"*","Work":{"Counts":[],"Ticks":[],"Errors":{}}}""", TestName = "Answers that are not base64 are refused")]
    [TestCase("""{"Run":"r","Number":1,"Work":{"Counts":[],"Ticks":[],"Errors":{}}}""", TestName = "A message without answers is refused")]
    [TestCase("""{"Run":"r","Number":1,"Packed":""}""", TestName = "A message without figures is refused")]
    public void A_message_that_is_not_an_answer_is_refused(string text) => Assert.That(AnswerMessage.Read(System.Text.Encoding.UTF8.GetBytes(text)), Is.Null);

    [Test]
    public void Figures_that_are_taken_and_added_elsewhere_are_neither_lost_nor_doubled()
    {
        var (here, there) = (new RunFigures(), new RunFigures());
        here.Count(Counted.Asked, 3);
        here.Error("sentiment", "first", 2);

        there.Add(here.Take());
        here.Count(Counted.Asked);
        there.Add(here.Take());
        there.Add(here.Take());

        Assert.Multiple(() =>
        {
            Assert.That(there[Counted.Asked], Is.EqualTo(4));
            Assert.That(there.Errors, Is.EqualTo(new[] { ("sentiment", 2L, "first") }));
            Assert.That(here[Counted.Asked], Is.Zero);
        });
    }

    [TestCase("localhost")]
    [TestCase("http://localhost")]
    [TestCase("amqp://")]
    [TestCase("")]
    public void A_text_that_is_not_a_broker_address_is_refused(string address) =>
        Assert.That(() => BrokerAddress.Parse(address), Throws.TypeOf<Frugal.FrugalException>().With.Message.Contains("amqp://user:password@host:port"));

    [Test]
    public void An_address_is_shown_without_its_password() => Assert.That(BrokerAddress.Parse("amqp://me:secret@broker:5673/shop").ToString(), Is.EqualTo("amqp://broker:5673/shop"));

    [Test]
    public void Other_settings_have_another_queue() => Assert.That(new BrokerQueues("a").Blocks, Is.Not.EqualTo(new BrokerQueues("b").Blocks).And.StartsWith("tweets.blocks."));
}
