using ChatbotMemory;
using ChatbotMemory.Files;
using ChatbotMemory.Processes;
using ChatbotMemory.Terminal;
using Frugal;

try
{
    switch (args)
    {
        // The application starts itself again with this argument: the model then lives in that process.
        case [ModelChild.Argument, ..]:
            await ModelChild.RunAsync(args);
            return 0;

        // `dotnet run -- prepare` makes the model's missing files, and ends.
        case ["prepare", ..]:
            FormMaker.Run(ModelForms.Of(ChatbotApp.SettingsOf(args[1..])), Console.WriteLine);
            return 0;

        case ["chat", ..]:
            await ConsoleChat.RunAsync(args[1..]);
            return 0;

        default:
            await using (var app = ChatbotApp.Create(args))
            {
                await app.RunAsync();
            }

            return 0;
    }
}
catch (Exception failure) when (failure is FrugalException or IOException)
{
    // A setting that is not allowed, a model that is not there, an address that is taken: one line, no trace.
    await Console.Error.WriteLineAsync($"chatbot-memory: {failure.Message}");
    return 1;
}
