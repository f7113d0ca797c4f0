using System.CommandLine;
using Frugal;
using TweetPipeline.Operations;
using TweetPipeline.Reporting;
using TweetPipeline.Web;

var input = new Argument<string>("tweets") { Description = "CSV or JSON Lines file with the columns id and text" };
var output = new Option<string>("--output", "-o") { Description = "Folder for results and report", DefaultValueFactory = _ => "out" };
var mode = new Option<RunMode>("--mode") { Description = "fast: no language model; balanced: on 20% of the tweets; precise: on 50%", DefaultValueFactory = _ => RunMode.Balanced };
var sample = new Option<double?>("--sample") { Description = "Share of the tweets for the language model, 0 to 1, instead of the mode's" };
var model = new Option<string>("--model") { Description = "Sentiment model: ONNX file, name in the catalogue, or none", DefaultValueFactory = _ => new RunOptions { Input = "", Output = "" }.Model };
var llm = new Option<string>("--llm") { Description = "Language model: GGUF file, name in the catalogue, or address of an OpenAI-compatible server", DefaultValueFactory = _ => new RunOptions { Input = "", Output = "" }.LanguageModel };
var served = new Option<string>("--llm-model") { Description = "Name of the language model on that server", DefaultValueFactory = _ => "" };
var cache = new Option<string>("--cache") { Description = "File of the cache", DefaultValueFactory = _ => RunCommand.DefaultCache };
var noCache = new Option<bool>("--no-cache") { Description = "Keep answers in memory only" };
var entries = new Option<int>("--cache-entries") { Description = "Answers that are kept in memory", DefaultValueFactory = _ => 20_000 };
var format = new Option<string>("--format") { Description = "csv, jsonl, parquet, or several separated by commas", DefaultValueFactory = _ => "csv" };
var resume = new Option<bool>("--resume") { Description = "Go on with an unfinished run" };
var seed = new Option<ulong>("--seed") { Description = "Seed for drawing the sample", DefaultValueFactory = _ => 1UL };
var threads = new Option<int>("--threads") { Description = "Threads that classify", DefaultValueFactory = _ => Environment.ProcessorCount };
var block = new Option<int>("--block") { Description = "Tweets per block", DefaultValueFactory = _ => 512 };
var window = new Option<int>("--window") { Description = "Distinct texts remembered to find duplicates", DefaultValueFactory = _ => 1 << 16 };
var broker = new Option<string?>("--broker") { Description = "Address of a RabbitMQ broker whose workers classify: amqp://user:password@host:port" };
var inFlight = new Option<int>("--in-flight") { Description = "Blocks at the broker at a time", DefaultValueFactory = _ => 32 };
var postgres = new Option<string?>("--postgres") { Description = "PostgreSQL database for the results, instead of files: Host=...;Username=...;Password=...;Database=..." };
var name = new Option<string>("--name") { Description = "Name of the run in that database", DefaultValueFactory = _ => "" };

var run = new Command("run", "Classify tweets") { input, output, mode, sample, model, llm, served, cache, noCache, entries, format, resume, seed, threads, block, window, broker, inFlight, postgres, name };
run.SetAction(async (parsed, cancellation) =>
{
    var options = new RunOptions
    {
        Input = parsed.GetRequiredValue(input),
        Output = parsed.GetRequiredValue(output),
        Mode = parsed.GetValue(mode),
        Sample = parsed.GetValue(sample),
        Model = parsed.GetRequiredValue(model),
        LanguageModel = parsed.GetRequiredValue(llm),
        ServedModel = parsed.GetRequiredValue(served),
        Cache = parsed.GetValue(noCache) ? null : parsed.GetRequiredValue(cache),
        CacheEntries = parsed.GetValue(entries),
        Formats = parsed.GetRequiredValue(format).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Resume = parsed.GetValue(resume),
        Seed = parsed.GetValue(seed),
        Threads = parsed.GetValue(threads),
        BlockSize = parsed.GetValue(block),
        DuplicateWindow = parsed.GetValue(window),
        Broker = parsed.GetValue(broker),
        InFlight = parsed.GetValue(inFlight),
        Postgres = parsed.GetValue(postgres),
        Name = parsed.GetRequiredValue(name),
    };
    RunCommand.Print(await RunCommand.RunAsync(options, cancellation), options, Console.Out);
});

var worker = new Command("worker", "Classify tweets of runs elsewhere, until interrupted") { mode, sample, model, llm, served, cache, noCache, entries, seed, threads, broker };
worker.SetAction((parsed, cancellation) => WorkerCommand.RunAsync(
    new RunOptions
    {
        Input = "",
        Output = "",
        Mode = parsed.GetValue(mode),
        Sample = parsed.GetValue(sample),
        Model = parsed.GetRequiredValue(model),
        LanguageModel = parsed.GetRequiredValue(llm),
        ServedModel = parsed.GetRequiredValue(served),
        Cache = parsed.GetValue(noCache) ? null : parsed.GetRequiredValue(cache),
        CacheEntries = parsed.GetValue(entries),
        Seed = parsed.GetValue(seed),
        Threads = parsed.GetValue(threads),
        Broker = parsed.GetValue(broker),
    },
    cancellation));

var folder = new Argument<string>("folder") { Description = "Folder of a finished run", DefaultValueFactory = _ => "out" };
var metrics = new Command("metrics", "Print the figures of the last run in the text format of Prometheus") { folder };
metrics.SetAction(parsed => Console.Out.Write(Metrics.Of(ReportFiles.Read(parsed.GetRequiredValue(folder)))));

try
{
    return await new RootCommand("Classifies support tweets: six figures for each") { run, worker, metrics, ServeCommand.Create() }.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (FrugalException failure)
{
    await Console.Error.WriteLineAsync($"tweet-pipeline: {failure.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("tweet-pipeline: interrupted. The same command with --resume goes on.");
    return 130;
}
