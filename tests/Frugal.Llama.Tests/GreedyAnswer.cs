namespace Frugal.Llama.Tests;

/// <summary>What a model answers a chat: always the most probable token, until the end of the turn.</summary>
internal static class GreedyAnswer
{
    private const int Longest = 64;

    public static string Of(ILanguageModel model, ILanguageSession session, params (string Role, string Text)[] chat)
    {
        session.Cut(0);
        session.Read(model.TokenizeChat(chat));
        using var bytes = new MemoryStream();
        for (var i = 0; i < Longest && session.Choose() is var token && !model.IsEnd(token); i++)
        {
            bytes.Write(model.Bytes(token).Span);
            session.Read([token]);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
