using Frugal.Notebooks.Engine;
using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Tests;

/// <summary>Cells that would not end, in a process that has to go on.</summary>
[Parallelizable, TakesTurns]
[Category("Machine")]
public class InterruptionTests
{
    private static readonly string[] Endless =
    [
        "while (true) { }",
        "while (true) ;",
        "for (;;) ;",
        "do { } while (true);",
        "foreach (var n in Forever()) { } IEnumerable<int> Forever() { while (true) yield return 1; }",
        "again: goto again;",
        "switch (x) { case 41: goto case 41; }",
        "int Both(int n) => n == 0 ? 0 : Both(n - 1) + Both(n - 1); Both(100)",
        "Func<int, int>? both = null; both = n => n == 0 ? 0 : both!(n - 1) + both!(n - 1); both(100)",
        "IEnumerable<int> Forever() { while (true) yield return 1; } Forever().Count(n => n > 1)",
        "Enumerable.Repeat(1, int.MaxValue).SelectMany(_ => Enumerable.Repeat(1, int.MaxValue)).Count(n => n > 1)",
        "class Busy { public int Value { get { while (true) { } } } } new Busy().Value",
        "Action spin = delegate { while (true) { } }; spin();",
        "while (true) { try { Thread.Sleep(-1); } catch { } }",
        "while (true) { try { while (true) { } } catch { } }",
        "try { } finally { while (true) { } }",
        "Thread.Sleep(-1);",
        "await Task.Delay(-1);",
        "await Task.Yield(); while (true) { }",
        "await Task.Delay(1).ConfigureAwait(false); while (true) { }",
        "new TaskCompletionSource().Task.Wait();",
        "Task.Run(() => { while (true) { } }).Wait();",
        "await Task.Run(() => { while (true) { } });",
        "Parallel.For(0, 2, _ => { while (true) { } });",
        "foreach (var n in new int[100].WithProgress()) { Thread.Sleep(-1); }",
    ];

    private CSharpEngine engine = null!;

    [SetUp]
    public async Task Start()
    {
        engine = new CSharpEngine();
        Assert.That((await Run("#r \"Frugal.dll\"\nvar x = 41;")).Error, Is.Null);
    }

    [TearDown]
    public void End() => engine.Dispose();

    [TestCaseSource(nameof(Endless))]
    public async Task A_cell_without_an_end_is_interrupted_and_the_variables_stay(string code)
    {
        var result = await Interrupt(code);

        Assert.That((result.Interrupted, result.Error?.Name), Is.EqualTo((true, "Interrupted")));
        Assert.That((await Run("x + 1")).Value?[Mime.Text], Is.EqualTo("42"));
    }

    [Test]
    public async Task Fifty_interruptions_in_a_row_leave_the_process_alive()
    {
        string[] cells = ["while (true) { }", "while (true) { try { Thread.Sleep(-1); } catch { } }", "await Task.Delay(-1);", "Task.Run(() => { while (true) { } }).Wait();", "Thread.Sleep(-1);"];
        for (var round = 0; round < 50; round++)
        {
            Assert.That((await Interrupt(cells[round % cells.Length])).Interrupted, Is.True, $"round {round}");
        }

        Assert.That((await Run("var sum = 0; for (var i = 0; i < 10; i++) sum += i; sum")).Value?[Mime.Text], Is.EqualTo("45"));
    }

    [Test]
    public async Task No_interruption_is_lost_however_early_it_comes()
    {
        for (var milliseconds = 0; milliseconds < 30; milliseconds++)
        {
            using var interruption = new CancellationTokenSource(milliseconds);

            var result = await InTime(engine.RunAsync("await Task.Delay(2); await Task.Yield(); Thread.Sleep(-1);", "cell", new Heard(), interruption.Token), "the interrupted cell");

            Assert.That(result.Interrupted, Is.True, $"after {milliseconds} ms");
        }
    }

    [Test]
    public async Task A_cell_may_clean_up_after_its_interruption()
    {
        var heard = new Heard();

        await Interrupt("try { while (true) { } } finally { Console.Write(\"cleaned\"); x = 5; }", heard);

        Assert.That(heard.Output, Is.EqualTo("startedcleaned"));
        Assert.That((await Run("x")).Value?[Mime.Text], Is.EqualTo("5"));
    }

    [Test]
    public async Task Functions_of_an_interrupted_cell_serve_later_cells()
    {
        await Interrupt("int Sum(int n) { var sum = 0; for (var i = 0; i <= n; i++) sum += i; return sum; } while (true) { }");

        Assert.That((await Run("Sum(4)")).Value?[Mime.Text], Is.EqualTo("10"));
    }

    [Test]
    public async Task A_recursion_without_end_is_an_error_like_others()
    {
        var result = await Run("int Deep(int n) => Deep(n + 1) + 1;\nDeep(0)");

        Assert.That(result.Error!.Name, Is.EqualTo("System.InsufficientExecutionStackException"));
        Assert.That(result.Error.Trace, Has.Some.Contains("at Deep, cell, line 1").And.Some.Contains("more calls"));
        Assert.That((await Run("x")).Value?[Mime.Text], Is.EqualTo("41"));
    }

    private Task<CellResult> Run(string code) => engine.RunAsync(code, "cell", new Heard());

    private async Task<CellResult> Interrupt(string code, Heard? output = null)
    {
        var heard = output ?? new Heard();
        using var interruption = new CancellationTokenSource();
        var running = engine.RunAsync("Console.Write(\"started\"); " + code, "cell", heard, interruption.Token);
        await InTime(Task.WhenAny(heard.Written, running), "the cell's first output");
        await interruption.CancelAsync();
        return await InTime(running, "the interrupted cell");
    }

    private static Task<T> InTime<T>(Task<T> task, string what) => Patience.For(TimeSpan.FromSeconds(60)).WaitAsync(task, what);
}
