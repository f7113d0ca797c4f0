using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

/// <summary>The grader's own complete answers.</summary>
internal static class Completed
{
    public static CompleteData Of(PartialData data)
    {
        var marks = 0;
        var said = data.Said is { } answer && answer.Any(part => part is not null) ? answer : null;
        var sentiment = said?[0] ?? data.Sentiment ?? Marked(1, data.Rules is [1, ..] ? 0 : 1);
        var claim = said?[1] ?? data.Rules?[0] ?? Marked(2, sentiment == 0 ? 1 : 0);
        var urgency = said?[2] ?? data.Rules?[1] ?? Marked(4, claim);
        var topics = said?[3] ?? data.Rules?[2] ?? Marked(8, 0);
        var incident = said?[4] ?? data.Rules?[3] ?? Marked(16, 0);
        var halved = marks > 0;
        var given = double.Parse(data.Probability, System.Globalization.CultureInfo.InvariantCulture);
        var confidence = data.Sentiment is not null && given is >= 0 and <= 1 ? given : Marked(32, 1) / 2.0;
        if (said?[0] is { } other && data.Sentiment is { } own)
        {
            confidence = other == own ? (1 + confidence) / 2 : confidence / 2;
        }

        marks |= data.WasAsked && said is null ? 64 : 0;
        return new(sentiment, claim == 1, urgency, topics, incident, halved ? confidence / 2 : confidence, said is not null ? "LanguageModel" : (marks & 1) != 0 ? "Rules" : "Model", marks);

        int Marked(int mark, int value)
        {
            marks |= mark;
            return value;
        }
    }
}
