namespace TweetPipeline.Caching;

/// <summary>Keeps answers between runs, by the version of what gave them and by the text.</summary>
public interface IAnswerStore : IDisposable
{
    /// <summary>The stored answers of some texts, in their order; null where there is none.</summary>
    /// <param name="version">What gave the answers.</param>
    /// <param name="texts">The cleaned texts.</param>
    byte[]?[] Get(string version, IReadOnlyList<string> texts);

    /// <summary>Stores answers; a later one replaces an earlier one.</summary>
    void Put(string version, IReadOnlyList<(string Text, byte[] Answer)> answers);
}
