#!/usr/bin/env -S dotnet run
#:project ../src/Frugal.Llama
#:property PublishAot=false

// A chat with a language model in a GGUF file, through the IChatClient of Microsoft.Extensions.AI. After each answer: how much of the prompt was still in the session's memory. An empty line ends it.
// Without a file, the course's tiny-chat answers one question.
//     dotnet run examples/chat.cs -- MODEL.gguf

using Frugal;
using Frugal.Llama;
using Frugal.Models;
using Microsoft.Extensions.AI;

try
{
    using var input = args.Length > 0 ? Console.In : new StringReader("How much does a dress cost?");
    var path = args is [var given] ? given : ModelLibrary.Default().Get("tiny-chat");
    using var model = LlamaLanguageModel.Open(path);
    using var client = new LlamaChatClient(model);
    List<ChatMessage> chat = [];
    for (Console.Write("> "); input.ReadLine() is { Length: > 0 } line; Console.Write("> "))
    {
        chat.Add(new(ChatRole.User, line));
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in client.GetStreamingResponseAsync(chat))
        {
            Console.Write(update.Text);
            updates.Add(update);
        }

        var response = updates.ToChatResponse();
        chat.AddRange(response.Messages);
        Console.WriteLine($"\n[{response.Usage!.InputTokenCount} tokens read, {response.Usage.CachedInputTokenCount} of them before; {response.Usage.OutputTokenCount} written]");
    }

    return 0;
}
catch (FrugalException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
