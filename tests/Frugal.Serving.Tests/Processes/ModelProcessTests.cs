using System.Diagnostics;
using System.Text;
using Frugal.Measuring;
using Frugal.Serving.Models;
using Frugal.Serving.Processes;

namespace Frugal.Serving.Tests.Processes;

public class ModelProcessTests
{
    private static readonly ModelProcessOptions Answers = new(ChildProgram.Command("answers")) { StartLimit = Patience.Longest(TimeSpan.FromSeconds(30)), EndLimit = Patience.Longest(TimeSpan.FromSeconds(5)) };
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Parts_come_in_order_and_requests_run_side_by_side()
    {
        using var process = ModelProcess.Start(Answers);
        var waiting = process.AskAsync("wait"u8.ToArray()).GetAsyncEnumerator();
        Assert.That(await waiting.MoveNextAsync(), Is.True);

        var answers = await Within(Task.WhenAll(Enumerable.Range(0, 20).Select(i => AskAsync(process, $"one two three {i}"))), "20 answers");

        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"one|two|three|{i}")));
        Assert.That(await AskAsync(process, "print"), Is.EqualTo("printed"), "the console's output is not part of the answers");
        await waiting.DisposeAsync();
    }

    [Test]
    public async Task A_cancelled_request_ends_in_the_process_too()
    {
        using var process = ModelProcess.Start(Answers);
        using var caller = new CancellationTokenSource();
        var answer = process.AskAsync("wait"u8.ToArray(), caller.Token).GetAsyncEnumerator();
        Assert.That(await answer.MoveNextAsync(), Is.True);

        await caller.CancelAsync();

        Assert.That(async () => await answer.MoveNextAsync(), Throws.InstanceOf<OperationCanceledException>());
        await UntilCancelledAsync(process);
    }

    [Test]
    public async Task Leaving_the_loop_cancels_the_request()
    {
        using var process = ModelProcess.Start(Answers);

        await foreach (var _ in process.AskAsync("wait"u8.ToArray()))
        {
            break;
        }

        await UntilCancelledAsync(process);
    }

    [Test]
    public async Task A_failed_request_gives_its_message_and_the_next_is_answered()
    {
        using var process = ModelProcess.Start(Answers);

        Assert.That((await FailureAsync(process, "fail")).Message, Is.EqualTo("The prompt is too long."));
        Assert.That(await AskAsync(process, "next"), Is.EqualTo("next"));
    }

    [Test]
    public async Task An_endless_answer_is_ended_and_the_process_serves_on()
    {
        using var process = ModelProcess.Start(Answers with { LargestAnswer = new ByteSize(100_000) });

        Assert.That((await FailureAsync(process, "endless")).Message, Does.Contain("is larger than 100 KB"));
        await UntilCancelledAsync(process);
        Assert.That(await AskAsync(process, "next"), Is.EqualTo("next"));
    }

    [Test]
    public async Task A_process_that_goes_on_with_an_endless_answer_is_ended()
    {
        using var process = ModelProcess.Start(Answers with { LargestAnswer = new ByteSize(100_000), EndLimit = TimeSpan.FromMilliseconds(100) });

        Assert.That((await FailureAsync(process, "endless and stubborn")).Message, Does.Contain("is larger than 100 KB"), "empty parts count too");
        await Patience.For(Limit).UntilAsync(() => !process.IsHealthy, "the end of the process");
        Assert.That((await FailureAsync(process, "next")).Message, Does.Contain("was ended: it went on with a cancelled answer for 0.1 s."));
    }

    [TestCase("print past the console", "it wrote something to its standard output that is not an answer. Write messages to standard error")]
    [TestCase("huge", "it announced a part of 2,147,483,647 bytes; at most 16,000,000 are read")]
    public async Task A_process_that_breaks_the_protocol_is_ended(string request, string cause)
    {
        using var process = ModelProcess.Start(Answers);

        Assert.That((await FailureAsync(process, request)).Message, Is.EqualTo($"The model's process (PID {process.Id}) was ended: {cause}. The next request starts a new process."));
    }

    [Test]
    public async Task A_killed_process_fails_its_requests_with_the_cause_and_the_next_rent_starts_a_new_one()
    {
        await using var pool = new ModelPool<ModelProcess>([new("chat", "chat.bin", _ => ModelProcess.Start(Answers))], new() { MaxModels = 1 });
        int killed;
        using (var lease = await pool.RentAsync("chat"))
        {
            killed = lease.Model.Id;
            var running = FailureAsync(lease.Model, "wait");
            Process.GetProcessById(killed).Kill();
            Assert.That((await running).Message, Does.StartWith($"The model's process (PID {killed}) ended: ").And.EndWith("The next request starts a new process."));
            Assert.That((await FailureAsync(lease.Model, "after")).Message, Does.StartWith($"The model's process (PID {killed}) ended: "));
        }

        using var next = await pool.RentAsync("chat");
        Assert.That(next.Model.Id, Is.Not.EqualTo(killed));
        Assert.That(await AskAsync(next.Model, "hello"), Is.EqualTo("hello"));
    }

    [Test]
    [Platform("Linux")]
    public async Task The_signal_that_ended_a_process_is_named()
    {
        using var process = ModelProcess.Start(Answers);
        Process.GetProcessById(process.Id).Kill();

        Assert.That((await FailureAsync(process, "wait")).Message, Does.Contain("killed (SIGKILL), by hand or because memory ran out"));
    }

    [Test]
    public async Task The_end_of_standard_error_is_in_the_message_however_much_there_was()
    {
        using var process = ModelProcess.Start(Answers);

        var message = (await FailureAsync(process, "chatter and exit")).Message;

        Assert.That(message, Does.Contain("exit code 7").And.Contain("line 19999 of many The next request"));
        Assert.That(message, Has.Length.LessThan(2500));
    }

    [Test]
    public void A_process_that_ends_before_its_model_is_loaded_gives_its_last_words()
    {
        var refusal = Assert.Throws<FrugalException>(() => ModelProcess.Start(Answers with { Command = ChildProgram.Command("fails") }))!;

        Assert.That(refusal.Message, Does.Contain("exit code 3. It wrote: model.bin: cut off"));
        Assert.That(() => ModelProcess.Start(new(["./no such program"])), Throws.TypeOf<FrugalException>().With.Message.Contains("no such program: the model's process cannot be started"));
    }

    [Test]
    public async Task A_process_that_is_never_ready_is_ended()
    {
        var clock = new ManualClock();
        var starting = Task.Run(() => ModelProcess.Start(new ModelProcessOptions(ChildProgram.Command("never ready")) { StartLimit = TimeSpan.FromMinutes(3) }, clock));
        await Patience.For(Limit).UntilAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return starting.IsCompleted;
            },
            "the end of the start");

        Assert.That((await Assert.ThrowsAsync<FrugalException>(() => starting))!.Message, Does.Contain("was not ready within 180 s and was ended."));
    }

    [Test]
    public async Task A_process_that_does_not_end_when_asked_is_killed()
    {
        var process = ModelProcess.Start(Answers with { Command = ChildProgram.Command("deaf"), EndLimit = TimeSpan.FromMilliseconds(100) });
        var running = FailureAsync(process, "hello");
        await Within(Task.Run(process.Dispose), "the end of the process");

        Assert.That(IsRunning(process.Id), Is.False);
        Assert.That((await running).Message, Does.Contain("ended"));
        Assert.That(async () => await AskAsync(process, "late"), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task The_process_ends_with_its_killed_parent()
    {
        var command = ChildProgram.Command("parent");
        using var parent = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var child = int.Parse((await parent.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(IsRunning(child), Is.True);

        parent.Kill(entireProcessTree: false);

        await Patience.For(Limit).UntilAsync(() => !IsRunning(child), "the end of the child");
    }

    [Test]
    public async Task Twenty_loads_and_unloads_leave_no_process()
    {
        await using var pool = new ModelPool<ModelProcess>([new("chat", "chat.bin", _ => ModelProcess.Start(Answers))]);
        var ids = new List<int>();

        for (var cycle = 0; cycle < 20; cycle++)
        {
            using (var lease = await pool.RentAsync("chat"))
            {
                ids.Add(lease.Model.Id);
                Assert.That(await AskAsync(lease.Model, $"hello {cycle}"), Is.EqualTo($"hello|{cycle}"));
            }

            pool.Unload("chat");
            Assert.That(IsRunning(ids[^1]), Is.False, $"cycle {cycle}");
        }

        Assert.That(ids.Distinct().Count(), Is.EqualTo(20));
    }

    [Test]
    public void Options_out_of_their_range_are_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => Answers with { LargestAnswer = default }, Throws.TypeOf<FrugalException>());
        Assert.That(() => Answers with { StartLimit = TimeSpan.Zero }, Throws.TypeOf<FrugalException>());
        Assert.That(() => Answers with { EndLimit = TimeSpan.Zero }, Throws.TypeOf<FrugalException>());
        Assert.That(() => ModelProcess.Start(new([])), Throws.TypeOf<FrugalException>());
    });

    private static async Task<string> AskAsync(ModelProcess process, string request)
    {
        var parts = new List<string>();
        await foreach (var part in process.AskAsync(Encoding.UTF8.GetBytes(request)))
        {
            if (parts.Count < 100)
            {
                parts.Add(Encoding.UTF8.GetString(part.Span));
            }
        }

        return string.Join('|', parts);
    }

    private static async Task<FrugalException> FailureAsync(ModelProcess process, string request) =>
        (await Assert.ThrowsAsync<FrugalException>(() => Within(AskAsync(process, request), $"the answer to '{request}'")))!;

    private static Task UntilCancelledAsync(ModelProcess process) => Within(
        Task.Run(async () =>
        {
            while (await AskAsync(process, "cancelled") != "1")
            {
            }
        }),
        "the cancellation in the process");

    private static Task<T> Within<T>(Task<T> task, string what) => Patience.For(Limit).WaitAsync(task, what);

    private static Task Within(Task task, string what) => Patience.For(Limit).WaitAsync(task, what);

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
