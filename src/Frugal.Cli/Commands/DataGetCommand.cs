using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Data;
using Frugal.Data.SupportTweets;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal data get NAME</c>: makes a data set available, downloading it if necessary; writes generated tweets to a file.</summary>
internal static class DataGetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of a data set (see 'frugal data list')." };
        var output = new Option<string?>("--output", "-o") { Description = "File to write generated tweets to: .csv or .jsonl.", HelpName = "FILE" };
        var count = new Option<int?>("--count") { Description = "Number of generated tweets; default: as the catalogue says.", HelpName = "N" };
        var seed = new Option<long>("--seed") { Description = "Random seed of generated tweets.", DefaultValueFactory = _ => new SupportTweetOptions().Seed, HelpName = "SEED" };
        var heldOut = new Option<bool>("--held-out") { Description = "Generate tweets from the held-out phrasings, for evaluation." };
        var command = new Command("get", "Download a data set to the cache, unless it is already there or in the mirror; write generated tweets.") { name, output, count, seed, heldOut };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var terminal = Terminal.Of(parsed);
                var entry = Catalog.Datasets[parsed.GetRequiredValue(name)];
                if (parsed.GetValue(output) is { } file)
                {
                    var tweets = Tweets(entry, parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(heldOut));
                    SupportTweetFile.Save(file, tweets.All(), cancellation);
                    terminal.Output.WriteLine(FormattableString.Invariant($"{file}: {tweets.Count:N0} tweets, {tweets.Source}"));
                    return;
                }

                if (entry.Generated)
                {
                    var remedy = entry.Tweets ? $" Write it to a file with 'frugal data get {entry.Name} --output FILE.csv'." : "";
                    terminal.Output.WriteLine($"{entry.Name} is generated on demand; there is nothing to download.{remedy}");
                    return;
                }

                var source = TransferBar.Run(terminal, progress => new Resolver(progress: progress).Resolve(entry, cancellation: cancellation));
                terminal.Output.WriteLine($"{entry.Name}: {source}");
            },
            cancellation));
        return command;
    }

    private static SupportTweetDataset Tweets(CatalogEntry entry, int? count, long seed, bool heldOut) => entry.Tweets
        ? new(new() { Count = count ?? entry.Splits[heldOut ? "held-out" : "train"], Seed = seed, HeldOut = heldOut })
        : throw new FrugalException($"{entry.Name}: --output writes generated tweets only. Choose one of: {string.Join(", ", Catalog.Datasets.Entries.Where(other => other.Tweets).Select(other => other.Name))}.");
}
