using Frugal.Llama;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

/// <summary>llama.cpp with nothing around it, which the student's parts are timed against. It runs in a process that never loads the student's code.</summary>
public static class PlainLoop
{
    private static ILanguageSession? session;

    /// <summary>Loads the model for the calls that follow.</summary>
    public static bool Load(string file)
    {
        session = LlamaLanguageModel.Open(file, new() { Threads = 1 }).Start(new() { Capacity = SpeedProbes.Capacity });
        return true;
    }

    /// <summary>Chooses a token, reads it, and so on.</summary>
    public static int[] Write(WriteRequest request)
    {
        session!.Cut(0);
        session.Read(request.Prompt);
        var written = new int[request.Tokens];
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = session.Choose();
            session.Read([written[i]]);
        }

        return written;
    }

    /// <summary>Reads the whole chat again in each turn.</summary>
    public static int[] Answer(TurnsRequest request) => Array.ConvertAll(request.Newest, newest =>
    {
        session!.Cut(0);
        session.Read([.. request.Chat, .. newest]);
        return session.Choose();
    });
}
