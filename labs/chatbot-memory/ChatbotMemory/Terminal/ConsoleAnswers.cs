using System.Globalization;
using ChatbotMemory.Chats;
using ChatbotMemory.Operations;
using Microsoft.Extensions.AI;

namespace ChatbotMemory.Terminal;

/// <summary>One chat in the console.</summary>
internal sealed class ConsoleAnswers(MemoryChatClient client)
{
    private readonly List<ChatMessage> messages = [];
    private readonly string conversation = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    /// <summary>Writes the answer as it comes.</summary>
    public async Task AskAsync(string question)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += Stop;
        messages.Add(new(ChatRole.User, question));
        var answer = "";
        try
        {
            await TryAsync(async () =>
            {
                await foreach (var update in client.GetStreamingResponseAsync(messages, new() { ConversationId = conversation }, stop.Token))
                {
                    answer += update.Text;
                    Console.Write(update.Text);
                    if (ChatFigures.Of(update) is { } figures)
                    {
                        Console.Write(string.Create(CultureInfo.InvariantCulture, $"\n  [{figures.FirstTokenSeconds:0.00} s to the first token, {figures.TokensPerSecond:0} tokens/s, {figures.ReusedTokens} of {figures.InputTokens} tokens reused]"));
                    }
                }
            });
        }
        finally
        {
            Console.CancelKeyPress -= Stop;
        }

        Console.WriteLine();
        if (answer == "")
        {
            messages.RemoveAt(messages.Count - 1);
        }
        else
        {
            messages.Add(new(ChatRole.Assistant, answer));
        }

        void Stop(object? sender, ConsoleCancelEventArgs key)
        {
            key.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Does it, or writes in a line why it cannot be done.</summary>
    public static async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (OperationCanceledException)
        {
            Console.Write(" [stopped]");
        }
        catch (Exception failure) when (Problems.Of(failure) is { } problem)
        {
            Console.WriteLine($"{problem.Title}: {problem.Detail}");
        }
    }
}
