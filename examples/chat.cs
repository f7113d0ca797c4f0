#!/usr/bin/env -S dotnet run
#:project ../src/Frugal.Llama
#:property PublishAot=false

// A chat with a language model in a GGUF file, through the IChatClient of Microsoft.Extensions.AI; after each answer, what of the prompt was new. An empty line ends it.
//     dotnet run examples/chat.cs -- MODEL.gguf

using Frugal;
using Frugal.Llama;
using Microsoft.Extensions.AI;

if (args is not [var path])
{
    Console.Error.WriteLine("Give a GGUF file of a language model: dotnet run examples/chat.cs -- MODEL.gguf");
    return 2;
}

try
{
    using var model = LlamaLanguageModel.Open(path);
    using var client = new LlamaChatClient(model, new() { Session = new() { CacheIn8Bits = true } });
    List<ChatMessage> chat = [new(ChatRole.System, "Answer in one or two sentences.")];
    for (Console.Write("> "); Console.ReadLine() is { Length: > 0 } line; Console.Write("> "))
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
