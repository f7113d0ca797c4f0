using System.Globalization;
using ChatbotMemory.Chats;
using ChatbotMemory.Files;
using ChatbotMemory.Keeping;
using ChatbotMemory.Modes;
using ChatbotMemory.Operations;
using Frugal.Measuring;

namespace ChatbotMemory.Terminal;

/// <summary>`dotnet run -- chat`: the chat in the console. Ctrl+C stops an answer; between answers it ends the program, as /quit does.</summary>
public static class ConsoleChat
{
    private const string Help = "/mode [NAME] shows or changes the mode, /memory the memory, /new begins a new chat, /quit ends. Ctrl+C stops an answer.";

    /// <summary>Chats until /quit or the end of the input.</summary>
    public static async Task RunAsync(string[] args)
    {
        var settings = ChatbotApp.SettingsOf(args);
        ChatbotApp.Require(settings);
        var collection = new ServiceCollection().AddLogging();
        ChatbotApp.AddServices(collection, settings, open: null);
        await using var services = collection.BuildServiceProvider();
        await services.GetRequiredService<BackgroundFormMaker>().StartAsync(CancellationToken.None);
        var modes = services.GetRequiredService<ModeSwitch>();
        modes.Warm();
        Console.WriteLine($"{modes.Forms[0].Name}, {modes.Mode.Name()}. {Help}");
        await LoopAsync(services, modes);
        await services.GetRequiredService<BackgroundFormMaker>().StopAsync(CancellationToken.None);
    }

    private static async Task LoopAsync(ServiceProvider services, ModeSwitch modes)
    {
        var (client, meter) = (services.GetRequiredService<MemoryChatClient>(), services.GetRequiredService<MemoryMeter>());
        var chat = new ConsoleAnswers(client);
        while (Read() is { } line)
        {
            switch (line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                case []:
                    break;
                case ["/quit" or "/exit"]:
                    return;
                case ["/new"]:
                    chat = new(client);
                    break;
                case ["/memory"]:
                    Console.WriteLine(Memory(meter.Read(), modes));
                    break;
                case ["/mode"]:
                    Console.WriteLine(string.Join(Environment.NewLine, ModeOffer.All(modes.AllForms).Select(offer => $"{(offer.Mode == modes.Mode ? "* " : "  ")}{offer.Mode.Name()}{(offer.Detail is { } why ? $": {why}" : "")}")));
                    break;
                case ["/mode", var name]:
                    await ConsoleAnswers.TryAsync(() => ModeNames.Parse(name) is { } mode ? modes.SwitchAsync(mode, CancellationToken.None) : throw new Frugal.FrugalException($"Unknown mode '{name}'. Choose one of {string.Join(", ", ModeNames.All)}."));
                    break;
                case [['/', ..], ..]:
                    Console.WriteLine(Help);
                    break;
                default:
                    await chat.AskAsync(line);
                    break;
            }
        }
    }

    private static string? Read()
    {
        if (!Console.IsInputRedirected)
        {
            Console.Write("> ");
        }

        return Console.ReadLine();
    }

    private static string Memory(MemoryState memory, ModeSwitch modes) => string.Create(
        CultureInfo.InvariantCulture,
        $"anonymous {new ByteSize(memory.Anonymous + memory.ChildAnonymous)}, file-backed {new ByteSize(memory.File + memory.ChildFile)}, managed {new ByteSize(memory.Managed)}; in memory: {(modes.Loaded is { Count: > 0 } loaded ? string.Join(", ", loaded) : "no model")}");
}
