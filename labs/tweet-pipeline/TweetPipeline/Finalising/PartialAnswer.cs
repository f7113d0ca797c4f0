using Frugal.Texts;
using TweetPipeline.Models;

namespace TweetPipeline.Finalising;

/// <summary>What the stages found out about a tweet; null where one of them failed.</summary>
/// <param name="Mood">What the sentiment model says.</param>
/// <param name="Rules">What the rules find.</param>
/// <param name="WasAsked">Whether the language model was asked.</param>
/// <param name="LanguageModel">What it said.</param>
public readonly record struct PartialAnswer(Mood? Mood, TweetFindings? Rules, bool WasAsked = false, LanguageModelAnswer? LanguageModel = null);
