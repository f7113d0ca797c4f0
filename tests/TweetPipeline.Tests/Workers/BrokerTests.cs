using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TweetPipeline.Operations;
using TweetPipeline.Streaming;
using TweetPipeline.Tests.Servers;
using TweetPipeline.Tweets;
using TweetPipeline.Workers;

namespace TweetPipeline.Tests.Workers;

/// <summary>Runs whose blocks go through a broker give what a run in one process gives, whatever happens to workers and broker.</summary>
[Category("Slow"), Category("Machine")]
public class BrokerTests
{
    private const int Tweets = 4000;

    private RabbitServer rabbit = null!;
    private TemporaryFolder folder = null!;
    private string input = "", expected = "";

    [OneTimeSetUp]
    public async Task StartBroker()
    {
        rabbit = await RabbitServer.StartAsync();
        folder = new TemporaryFolder();
        input = Run.Tweets(folder, Tweets);
        await Run.WithAsync(Run.Options(folder, input, "embedded"));
        expected = await File.ReadAllTextAsync(folder["embedded/results.csv"]);
    }

    [OneTimeTearDown]
    public void StopBroker()
    {
        rabbit?.Dispose();
        folder?.Dispose();
    }

    [Test]
    public async Task Two_workers_give_the_results_of_one_process()
    {
        var options = Options("two");
        await using var one = Worker.Start(rabbit, options, input => input);
        await using var two = Worker.Start(rabbit, options, input => input);

        var (results, figures) = await RunAsync(options);

        Assert.That(results, Is.EqualTo(expected));
        Assert.That(one.Blocks, Is.Positive);
        Assert.That(two.Blocks, Is.Positive);
        Assert.That(figures[Counted.Classified], Is.EqualTo(figures[Counted.Tweets] - figures[Counted.Duplicates]), "what the workers counted");
        Assert.That(Errors(figures), Is.Empty);
    }

    [Test]
    public async Task A_run_started_before_any_worker_waits_for_one()
    {
        var options = Options("late");
        var notes = new ConcurrentQueue<string>();
        var running = RunAsync(options, notes.Enqueue);
        await Patience.For(TimeSpan.FromSeconds(30)).UntilAsync(() => notes.Any(note => note.StartsWith("No worker waits", StringComparison.Ordinal)), "the note that no worker is there");

        await using var worker = Worker.Start(rabbit, options, input => input);

        Assert.That((await running).Results, Is.EqualTo(expected));
    }

    [Test]
    public async Task Workers_that_are_killed_lose_and_double_nothing()
    {
        var options = Options("killed") with { BlockSize = 16 };
        await Run.WithAsync(options with { Output = folder["killed-embedded"], Broker = null });
        string[] words = [typeof(RunOptions).Assembly.Location, "worker", "--broker", rabbit.Address, "--mode", "Fast", "--model", "none", "--no-cache", "--threads", "1"];
        var running = RunAsync(options);
        var killed = 0;
        while (!running.IsCompleted)
        {
            using var worker = OwnServer.Start("dotnet", words);
            await Patience.For(TimeSpan.FromSeconds(60)).UntilAsync(() => running.IsCompleted || worker.Text.Contains("Waiting for blocks", StringComparison.Ordinal), "a worker's start");
            await Task.WhenAny(running, Task.Delay(100 * (killed + 1)));                // each lives longer than the one before
            worker.Kill();
            killed++;
        }

        Assert.That((await running).Results, Is.EqualTo(await File.ReadAllTextAsync(folder["killed-embedded/results.csv"])));
        Assert.That(killed, Is.GreaterThan(1));
    }

    [Test]
    public async Task A_broker_that_goes_away_and_comes_back_loses_and_doubles_nothing()
    {
        using var own = await RabbitServer.StartAsync();
        var options = Options("away");
        var stopped = new TaskCompletionSource();
        await using var worker = Worker.Start(own, options, block => block.Number == 20 ? stopped.Task.ContinueWith(_ => block, TaskScheduler.Default) : Task.FromResult(block));
        var notes = new ConcurrentQueue<string>();
        var running = RunAsync(options, notes.Enqueue, own);
        await Patience.For(TimeSpan.FromSeconds(60)).UntilAsync(() => worker.Blocks >= 20, "some blocks");

        var stopping = own.StopAsync();
        stopped.SetResult();
        await stopping;
        await Patience.For(TimeSpan.FromSeconds(30)).UntilAsync(() => notes.Any(note => note.Contains("was lost", StringComparison.Ordinal)), "the loss of the broker");
        await own.StartAgainAsync();
        var (results, figures) = await running;

        Assert.That(results, Is.EqualTo(expected));
        Assert.That(figures.Errors.Select(error => error.Stage), Is.EqualTo(new[] { "broker" }));
    }

    [Test]
    public async Task A_message_that_is_not_a_block_is_set_aside_and_the_work_continues()
    {
        var options = Options("poison");
        var queues = new BrokerQueues(Run.Answering(options));
        await using var connection = await new ConnectionFactory { Uri = new(rabbit.Address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await using var worker = Worker.Start(rabbit, options, block => block);
        await Patience.For(TimeSpan.FromSeconds(30)).UntilAsync(() => worker.Notes.Any(note => note.StartsWith("Waiting", StringComparison.Ordinal)), "the worker's start");
        var before = await channel.MessageCountAsync(BrokerQueues.SetAside);

        await channel.BasicPublishAsync("", queues.Blocks, "{ broken"u8.ToArray());
        var (results, _) = await RunAsync(options);

        Assert.That(results, Is.EqualTo(expected));
        Assert.That(worker.Notes, Has.Some.Contains("is not a block"));
        await Patience.For(TimeSpan.FromSeconds(30)).UntilAsync(() => channel.MessageCountAsync(BrokerQueues.SetAside).GetAwaiter().GetResult() > before, "the message set aside");
    }

    [Test]
    public async Task A_block_that_fails_again_and_again_gets_fallbacks_with_marks_and_is_set_aside()
    {
        var options = Options("failing") with { Seed = 2 };
        await using var worker = Worker.Start(rabbit, options, block => block.Number == 5 ? throw new InvalidOperationException("This block breaks the worker.") : block);

        var (results, figures) = await RunAsync(options);

        var (got, wanted) = (results.Split("\r\n"), expected.Split("\r\n"));
        Assert.That(got, Has.Length.EqualTo(wanted.Length));
        var different = Enumerable.Range(0, got.Length).Where(i => got[i] != wanted[i]).ToList();
        Assert.That(different, Is.Not.Empty);
        Assert.That(different.All(i => got[i].Contains("sentiment|is_claim|urgency|topics|incident|confidence", StringComparison.Ordinal)), Is.True, "marked as fallbacks");
        Assert.That(Errors(figures).Single().Stage, Is.EqualTo("worker"));
        Assert.That(Errors(figures).Single().First, Does.Contain("Block 5 was set aside").And.Contain(BrokerQueues.SetAside));
    }

    [Test]
    public async Task Answers_that_cannot_be_written_as_JSON_become_fallbacks_too()
    {
        var options = Options("unwritable") with { Seed = 3 };
        await using var worker = Worker.Start(rabbit, options, block => block);
        worker.After = answered => answered.Block.Number != 2 ? answered : answered with
        {
            Answers = [.. answered.Answers.Select(answer => answer is { } given ? given with { Kpis = given.Kpis with { Confidence = float.NaN } } : (TweetAnswer?)null)],
        };

        var (results, figures) = await RunAsync(options);

        Assert.That(results.Split("\r\n"), Has.Length.EqualTo(expected.Split("\r\n").Length));
        Assert.That(Errors(figures).Single().First, Does.Contain("Block 2 was set aside"));
    }

    [Test]
    public async Task Missing_answers_become_fallbacks()
    {
        var options = Options("missing") with { Seed = 4 };
        await using var worker = Worker.Start(rabbit, options, block => block);
        worker.After = answered => answered.Block.Number != 2 ? answered : answered with { Answers = [.. answered.Answers.Skip(1)] };

        var (results, figures) = await RunAsync(options);

        Assert.That(results.Split("\r\n"), Has.Length.EqualTo(expected.Split("\r\n").Length));
        Assert.That(Errors(figures).Single().First, Does.Match("^A worker sent [0-9]+ answers for [0-9]+ texts of block 2: they get fallbacks"));
    }

    [TestCase(true, "^A worker sent an answer that cannot be read, to block [0-9]+: its [0-9]+ texts get fallbacks")]
    [TestCase(false, "^A worker sent unreadable answers for [0-9]+ texts of block")]
    public async Task Unreadable_answers_become_fallbacks(bool whole, string said)
    {
        var options = Options($"unreadable-{whole}") with { Seed = whole ? 6UL : 5UL };
        var queue = new BrokerQueues(Run.Answering(options)).Blocks;
        await using var connection = await new ConnectionFactory { Uri = new(rabbit.Address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum", ["x-delivery-limit"] = BrokerQueues.Deliveries, ["x-dead-letter-exchange"] = BrokerQueues.SetAside,
        });
        var worker = new AsyncEventingBasicConsumer(channel);
        worker.ReceivedAsync += async (_, message) =>
        {
            var block = BlockMessage.Read(message.Body.Span)!;
            var answer = whole ? "{"u8.ToArray() : new AnswerMessage(block.Run, block.Number, [1], new([], [], new Dictionary<string, FiguresPart.StageErrors>())).ToBytes();
            await channel.BasicPublishAsync("", message.BasicProperties.ReplyTo!, mandatory: true, new BasicProperties { CorrelationId = message.BasicProperties.CorrelationId }, answer);
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, worker);

        var (results, figures) = await RunAsync(options);

        Assert.That(results.Split("\r\n"), Has.Length.EqualTo(expected.Split("\r\n").Length));
        Assert.That(Errors(figures).Single().First, Does.Match(said));
    }

    [Test]
    public async Task A_stopped_run_is_resumed_through_the_broker()
    {
        var options = Options("resumed");
        using var stop = new CancellationTokenSource();
        await using var worker = Worker.Start(rabbit, options, block =>
        {
            if (block.Number == 30)
            {
                stop.Cancel();
            }

            return block;
        });

        Assert.That(async () => await RunAsync(options, cancellation: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        var (results, _) = await RunAsync(options with { Resume = true });

        Assert.That(results, Is.EqualTo(expected));
    }

    [Test]
    public void Without_a_broker_the_message_names_the_address_and_not_the_password()
    {
        var address = BrokerAddress.Parse($"amqp://me:secret@127.0.0.1:{OwnServer.FreePort()}");

        Assert.That(
            async () => await BrokerClassifier.OpenAsync(address, new BrokerQueues("none"), new RunFigures(), _ => { }, CancellationToken.None),
            Throws.TypeOf<Frugal.FrugalException>().With.Message.StartsWith($"The broker {address} cannot be reached").And.Message.Not.Contains("secret"));
    }

    [Test]
    public void A_wrong_password_is_named_as_such() => Assert.That(
        async () => await BrokerClassifier.OpenAsync(BrokerAddress.Parse(rabbit.Address.Replace("guest@", "wrong@", StringComparison.Ordinal)), new BrokerQueues("none"), new RunFigures(), _ => { }, CancellationToken.None),
        Throws.TypeOf<Frugal.FrugalException>().With.Message.Contains("refuses the user or the password"));

    /// <summary>The errors of the answers. A broker on a busy machine may break off a connection; the run goes on and counts it.</summary>
    private static IEnumerable<(string Stage, long Count, string First)> Errors(RunFigures figures) => figures.Errors.Where(error => error.Stage != "broker");

    private RunOptions Options(string output) => Run.Options(folder, input, output) with { Broker = rabbit.Address, InFlight = 8 };

    private async Task<(string Results, RunFigures Figures)> RunAsync(RunOptions options, Action<string>? note = null, RabbitServer? broker = null, CancellationToken cancellation = default)
    {
        var figures = new RunFigures();
        await using var classifier = await BrokerClassifier.OpenAsync(BrokerAddress.Parse((broker ?? rabbit).Address), new BrokerQueues(Run.Answering(options)), figures, note ?? (_ => { }), cancellation);
        await Patience.For(TimeSpan.FromSeconds(120)).WaitAsync(Run.WithAsync(options, classifier, figures: figures, cancellation: cancellation), "the run");
        return (await File.ReadAllTextAsync(Path.Combine(options.Output, "results.csv"), CancellationToken.None), figures);
    }

    /// <summary>A worker in this process; what a test wants to happen to a block happens before it is classified.</summary>
    private sealed class Worker : IBlockClassifier, IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly RunFigures figures = new();
        private readonly PipelineParts parts;
        private readonly BlockClassifier classifier;
        private readonly Func<TweetBlock, Task<TweetBlock>> before;
        private readonly Task running;
        private int blocks;

        private Worker(RabbitServer rabbit, RunOptions options, Func<TweetBlock, Task<TweetBlock>> before)
        {
            this.before = before;
            parts = PipelineParts.Open(options, figures);
            classifier = new BlockClassifier(parts, options, figures);
            running = new BlockWorker(BrokerAddress.Parse(rabbit.Address), new BrokerQueues(parts.Answering(options)), this, 2, figures, Notes.Enqueue).RunAsync(stop.Token);
        }

        public ConcurrentQueue<string> Notes { get; } = [];

        public int Blocks => Volatile.Read(ref blocks);

        /// <summary>What happens to an answer before it is sent.</summary>
        public Func<AnsweredBlock, AnsweredBlock> After { get; set; } = answered => answered;

        public static Worker Start(RabbitServer rabbit, RunOptions options, Func<TweetBlock, TweetBlock> before) => new(rabbit, options, block => Task.FromResult(before(block)));

        public static Worker Start(RabbitServer rabbit, RunOptions options, Func<TweetBlock, Task<TweetBlock>> before) => new(rabbit, options, before);

        public async Task<AnsweredBlock> ClassifyAsync(TweetBlock block, CancellationToken cancellation)
        {
            Interlocked.Increment(ref blocks);
            return After(await classifier.ClassifyAsync(await before(block), cancellation));
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running;
            parts.Dispose();
            stop.Dispose();
        }
    }
}
