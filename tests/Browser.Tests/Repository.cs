namespace Browser.Tests;

/// <summary>The folders of the clone that these tests read and write.</summary>
internal static class Repository
{
    /// <summary>The page's files as they are authored: no build stands between them and the browser.</summary>
    public static string Page { get; } = Tree.At("solutions", "clothing-api", "ClothingApi", "wwwroot");

    /// <summary>The pages of the other labs. All servers lie in one output folder: each test names its page.</summary>
    public static string AssistantPage { get; } = Tree.At("solutions", "chatbot-memory", "ChatbotMemory", "wwwroot");

    public static string TweetsPage { get; } = Tree.At("solutions", "tweet-pipeline", "TweetPipeline", "wwwroot");

    public static string Screenshots { get; } = Tree.At("artifacts", "screenshots");
}
