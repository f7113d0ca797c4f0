using System.Buffers.Binary;
using Frugal.Data.SupportTweets;
using TweetPipeline.Tweets;

namespace TweetPipeline.Workers;

/// <summary>Answers as bytes, 12 for each: sentiment, claim, urgency, incident, source and fallbacks, one byte each; then two bytes of topics and four of confidence, both little endian.</summary>
public static class PackedAnswers
{
    private const int Width = 12;

    /// <summary>The bytes of the answers.</summary>
    /// <exception cref="InvalidOperationException">A value is out of range.</exception>
    public static byte[] Pack(ReadOnlySpan<TweetAnswer> answers)
    {
        var bytes = new byte[Width * answers.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            var row = bytes.AsSpan(Width * i, Width);
            var kpis = answers[i].Kpis;
            (row[0], row[1], row[2], row[3]) = ((byte)kpis.Sentiment, kpis.IsClaim ? (byte)1 : (byte)0, (byte)kpis.Urgency, (byte)kpis.Incident);
            (row[4], row[5]) = ((byte)answers[i].Source, (byte)answers[i].Fallbacks);
            BinaryPrimitives.WriteUInt16LittleEndian(row[6..], (ushort)kpis.Topics);
            BinaryPrimitives.WriteSingleLittleEndian(row[8..], kpis.Confidence);
            if (!IsValid(row))
            {
                throw new InvalidOperationException($"Answer {i} has a value out of range: {answers[i]}.");
            }
        }

        return bytes;
    }

    /// <summary>The answers of these bytes; null if they are not whole answers, or if a value is out of range.</summary>
    public static TweetAnswer[]? Unpack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % Width != 0)
        {
            return null;
        }

        var answers = new TweetAnswer[bytes.Length / Width];
        for (var i = 0; i < answers.Length; i++)
        {
            var row = bytes.Slice(Width * i, Width);
            if (!IsValid(row))
            {
                return null;
            }

            answers[i] = new(new((TweetSentiment)row[0], row[1] == 1, (TweetUrgency)row[2], Topics(row), (TweetIncident)row[3], Confidence(row)), (AnswerSource)row[4], (KpiMarks)row[5]);
        }

        return answers;
    }

    private static bool IsValid(ReadOnlySpan<byte> row) =>
        row[0] <= (byte)TweetSentiment.Positive && row[1] <= 1 && row[2] <= (byte)TweetUrgency.Critical && row[3] <= (byte)TweetIncident.Fraud && row[4] <= (byte)AnswerSource.Rules
        && row[5] < 2 * (byte)KpiMarks.LanguageModel && (int)Topics(row) < 2 * (int)TweetTopics.Security && Confidence(row) is >= 0 and <= 1;

    private static TweetTopics Topics(ReadOnlySpan<byte> row) => (TweetTopics)BinaryPrimitives.ReadUInt16LittleEndian(row[6..]);

    private static float Confidence(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadSingleLittleEndian(row[8..]);
}
