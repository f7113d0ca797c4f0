#!/usr/bin/env -S dotnet run
#:project ../src/Frugal.Llama
#:property PublishAot=false

// A chat with a language model in a GGUF file, through the IChatClient of Microsoft.Extensions.AI. After each answer: how much of the prompt was still in the session's memory. An empty line ends it.
// Without a file, a model with random weights answers once, and means nothing.
//     dotnet run examples/chat.cs -- MODEL.gguf

using Frugal;
using Frugal.Gguf;
using Frugal.Llama;
using Microsoft.Extensions.AI;

try
{
    using var input = args.Length > 0 ? Console.In : new StringReader("What is small and fast?");
    using var model = LlamaLanguageModel.Open(args is [var given] ? given : RandomModel());
    using var client = new LlamaChatClient(model, new() { AnswerTokens = 100, Session = new() { CacheIn8Bits = true } });
    List<ChatMessage> chat = [new(ChatRole.System, "Answer in one or two sentences.")];
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

static string RandomModel()
{
    var path = Path.Combine("artifacts", "chat", "random.gguf");
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    RandomLlama.Write(LlamaShape.Named("tiny"), GgufType.F16, path);
    return path;
}
