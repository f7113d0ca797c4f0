using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;

namespace Frugal.Grading.TestLogger;

/// <summary>
/// Prints the card at the end of <c>dotnet test</c>. The runner finds loggers by their file name beside the tests (<c>*.TestLogger.dll</c>);
/// <c>Grader.props</c> enables this one: <c>--logger "card;folder=..."</c>.
/// </summary>
[FriendlyName("card")]
[ExtensionUri("logger://frugal/card")]
public sealed class CardLogger : ITestLoggerWithParameters
{
    /// <summary>Prints the card that this grading run writes into the folder given by the parameter <c>folder</c>.</summary>
    public void Initialize(TestLoggerEvents events, Dictionary<string, string?> parameters)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(parameters);
        var folder = parameters.GetValueOrDefault("folder") ?? throw new ArgumentException("The logger 'card' needs the folder of the cards: card;folder=PATH.", nameof(parameters));
        var start = DateTime.UtcNow;
        events.TestRunComplete += (_, _) => Console.Out.Write(Text(folder, start, colour: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or ""));
    }

    /// <summary>Required by the interface; a logger of this kind needs parameters.</summary>
    public void Initialize(TestLoggerEvents events, string testRunDirectory) => Initialize(events, []);

    /// <summary>The card in <paramref name="folder"/>, or that of some tasks in its folder <c>tasks</c>, unless it was written by an earlier grading.</summary>
    internal static string Text(string folder, DateTime start, bool colour)
    {
        var card = new[] { folder, Path.Combine(folder, "tasks") }
            .SelectMany(place => new[] { colour ? "card.ansi" : "card.txt", "card.txt" }.Select(name => new FileInfo(Path.Combine(place, name))))
            .FirstOrDefault(file => file.Exists && file.LastWriteTimeUtc >= start);
        return card is null
            ? $"The grading ended without a card: it was interrupted, or it listed or chose no test of a task. {folder} holds none of this run.{Environment.NewLine}"
            : $"{Environment.NewLine}{File.ReadAllText(card.FullName)}{Environment.NewLine}The card with charts: {Path.Combine(card.DirectoryName!, "card.html")}{Environment.NewLine}";
    }
}
