namespace TweetPipeline.Operations;

/// <summary>How far a run is.</summary>
/// <param name="Tweets">Tweets whose results are written, those of an earlier part of a resumed run too.</param>
/// <param name="Share">Share of the input's bytes that is behind them, 0 to 1.</param>
/// <param name="Figures">Counters and times so far.</param>
public sealed record RunProgress(long Tweets, double Share, RunFigures Figures);
