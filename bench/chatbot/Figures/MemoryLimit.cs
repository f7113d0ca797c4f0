using Frugal.Benchmarks.Chatbot.Servers;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Chatbot.Figures;

/// <summary>What a server does in a control group with little memory: <c>answers</c>, <c>refuses</c>, or <c>killed</c>.</summary>
internal static class MemoryLimit
{
    private const int Requests = 3;

    public static async Task<string> TryAsync(ChatModels models, string mode, string[] settings, ByteSize limit, string question, int tokens)
    {
        using var group = MemoryGroup.Create(limit);
        if (group is null)
        {
            return "not tried";
        }

        ChatServer server;
        try
        {
            server = await ChatServer.StartAsync(models, mode, settings, group);
        }
        catch (FrugalException)
        {
            return "killed";
        }

        using (server)
        {
            var refused = "";
            for (var i = 0; i < Requests; i++)
            {
                try
                {
                    _ = await ChatCall.AskAsync(server.Client, question, tokens);
                }
                catch (FrugalException refusal)
                {
                    refused = refusal.Message;
                }
            }

            if (refused.Length > 0)
            {
                Console.Error.WriteLine($"  with {limit}: {refused}");
            }

            return server.Memory is null ? "killed" : refused.Length > 0 ? "refuses" : "answers";
        }
    }
}
