using System.Net.ServerSentEvents;
using System.Text.Json;
using ChatbotMemory.Operations;
using Frugal.Serving.Problems;
using Microsoft.Extensions.AI;

namespace ChatbotMemory.Chats;

/// <summary>
/// POST /api/chat: an answer as server-sent events: <c>token</c> with a piece of text, then <c>done</c> with the figures, or <c>error</c> with a problem's code. What goes wrong before the first piece is
/// an ordinary problem with its status.
/// </summary>
public static class ChatEndpoint
{
    public static void MapChat(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/chat", async (HttpRequest request, ChatRequestReader reader, MemoryChatClient client) =>
        {
            var chat = await reader.ReadAsync(request);
            var gone = request.HttpContext.RequestAborted;
            var options = new ChatOptions { ConversationId = chat.Conversation, ModelId = chat.Model, MaxOutputTokens = chat.MaxTokens };
            var updates = client.GetStreamingResponseAsync(ChatRequestReader.Messages(chat), options, gone).GetAsyncEnumerator(gone);
            request.HttpContext.Response.RegisterForDisposeAsync(updates);
            await updates.MoveNextAsync();
            return TypedResults.ServerSentEvents(EventsAsync(updates, request.HttpContext));
        });

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(IAsyncEnumerator<ChatResponseUpdate> updates, HttpContext context)
    {
        Problem? problem = null;
        for (var more = true; more; more = problem is null && await NextAsync())
        {
            if (updates.Current is { } update)
            {
                if (update.Text.Length > 0)
                {
                    yield return new(JsonSerializer.Serialize(new TokenEvent(update.Text), ApiJson.Default.TokenEvent), "token");
                }

                if (ChatFigures.Of(update) is { } figures)
                {
                    yield return new(JsonSerializer.Serialize(figures, ApiJson.Default.ChatFigures), "done");
                }
            }
        }

        if (problem is not null)
        {
            yield return new(JsonSerializer.Serialize(new ErrorEvent(problem.Code, problem.Title, problem.Detail), ApiJson.Default.ErrorEvent), "error");
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await updates.MoveNextAsync();
            }
            catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
            {
                problem = Problems.Of(failure) ?? Problem.Unexpected();
                if (problem.Status == 500)
                {
                    context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ChatbotMemory").LogError(failure, "An answer failed");
                }

                return false;
            }
            catch (OperationCanceledException)
            {
                return false;   // the client has gone
            }
        }
    }
}

/// <summary>A piece of an answer.</summary>
public sealed record TokenEvent(string Text);

/// <summary>What ended an answer early.</summary>
public sealed record ErrorEvent(string Code, string Title, string Detail);
