using System.Diagnostics;
using System.Text.Json.Nodes;
using Frugal.Notebooks.Ipynb;

namespace Notebooks.Tests;

/// <summary>What Jupyter's own client sees of the kernel.</summary>
[Parallelizable]
public class KernelTests
{
    [SetUp]
    public void RequireJupyter() => Jupyter.Require();

    [Test]
    public void A_session_goes_as_the_protocol_says()
    {
        var seen = Jupyter.Play("run");

        Assert.Multiple(() =>
        {
            Assert.That((string?)seen["info"]!["protocol_version"], Is.EqualTo("5.4"));
            Assert.That((string?)seen["info"]!["language_info"]!["name"], Is.EqualTo("C#"));
            Assert.That(Value(seen["state"]![1]!), Is.EqualTo("42"));
            Assert.That(Types(seen["state"]![1]!), Is.EqualTo(new[] { "status", "execute_input", "execute_result", "status" }));
            Assert.That(Streams(seen["stream"]!, "stdout"), Is.EqualTo("0\n1\n2\n"));
            Assert.That(Streams(seen["stream"]!, "stderr"), Is.EqualTo("bad"));
            Assert.That((string?)Of(seen["failure"]!, "error")["traceback"]![0], Does.Contain("line 2, column 1: CS0103"));
            Assert.That((string?)seen["failure"]!["reply"]!["status"], Is.EqualTo("error"));
            Assert.That((string?)seen["thrown"]!["reply"]!["ename"], Is.EqualTo("System.InvalidOperationException"));
            Assert.That((string?)seen["thrown"]!["reply"]!["traceback"]![1], Does.Contain("line 1"));
            Assert.That(Types(seen["silent"]!), Is.EqualTo(new[] { "status", "status" }));
            Assert.That((string?)seen["expressions"]!["reply"]!["user_expressions"]!["twice"]!["data"]!["text/plain"], Is.EqualTo("6"));
            Assert.That((string?)seen["expressions"]!["reply"]!["user_expressions"]!["wrong"]!["status"], Is.EqualTo("error"));
            Assert.That(Types(seen["display"]!).Count(type => type == "update_display_data"), Is.GreaterThanOrEqualTo(2));
            Assert.That((string?)Of(seen["display"]!, "display_data")["transient"]!["display_id"], Is.EqualTo((string?)Of(seen["display"]!, "update_display_data")["transient"]!["display_id"]));
            Assert.That(Value(seen["input"]!), Is.EqualTo("typed!"));
            Assert.That((string?)seen["no_input"]!["reply"]!["evalue"], Does.Contain("asks for input"));
            Assert.That(Strings(seen["complete"]!["matches"]!), Is.EqualTo(new[] { "ToString" }));
            Assert.That(((int)seen["complete"]!["cursor_start"]!, (int)seen["complete"]!["cursor_end"]!), Is.EqualTo((2, 7)));
            Assert.That(((int)seen["complete_astral"]!["cursor_start"]!, (int)seen["complete_astral"]!["cursor_end"]!), Is.EqualTo((10, 15)));
            Assert.That((string?)seen["inspect"]!["data"]!["text/plain"], Does.Contain("WriteLine"));
            Assert.That(Strings(seen["is_complete"]!), Is.EqualTo(new[] { "complete", "incomplete", "invalid" }));
            Assert.That(Value(seen["after_unknown"]!), Is.EqualTo("40"));
            Assert.That((bool)seen["ended"]!, Is.True, "the process ends on request");
        });
    }

    [Test]
    public void Interruptions_end_loops_waits_threads_and_prompts_and_leave_the_variables()
    {
        var seen = Jupyter.Play("interrupt");

        foreach (var name in new[] { "loop", "sleep", "swallowing", "thread", "input", "early_0", "early_10", "early_20", "early_30", "early_40", "signal" })
        {
            Assert.That((string?)seen[name]!["reply"]!["ename"], Is.EqualTo("Interrupted"), name);
            Assert.That(Streams(seen[name]!, "stderr"), Is.Empty, name);
        }

        Assert.That(Streams(seen["failed_thread"]!, "stderr"), Does.Contain("System.Exception: lost").And.Contain("line 1"));
        Assert.That((string?)seen["overflow"]!["reply"]!["ename"], Is.EqualTo("System.InsufficientExecutionStackException"));
        Assert.That(Value(seen["after"]!), Is.EqualTo("alive"));
    }

    [Test]
    public void A_cell_stuck_in_native_code_is_told_of_and_ends_with_the_kernel_on_a_second_interruption()
    {
        var seen = Jupyter.Play("stuck");

        Assert.That((string?)seen["told"], Does.Contain("cannot be interrupted").And.Contain("the front end starts another"));
        Assert.That((int)seen["code"]!, Is.EqualTo(1));
        Assert.That((bool)seen["ended"]!, Is.True);
    }

    [Test]
    public void Cells_that_wait_behind_a_failed_one_are_aborted()
    {
        var seen = Jupyter.Play("abort");

        Assert.That(Strings(seen["statuses"]!), Is.EqualTo(new[] { "error", "aborted", "aborted" }));
        Assert.That(Value(seen["after"]!), Is.EqualTo("3"));
    }

    [Test]
    public void Two_clients_share_one_state()
    {
        var seen = Jupyter.Play("two");

        Assert.That(Value(seen["second"]!), Is.EqualTo("2"));
        Assert.That(Value(seen["after"]!), Is.EqualTo("3"));
    }

    [Test]
    public void Strangers_garbage_and_clients_that_go_away_harm_nobody()
    {
        var seen = Jupyter.Play("hostile");

        Assert.That(Value(seen["after"]!), Is.EqualTo("alive"));
        Assert.That((bool)seen["heartbeat"]!, Is.True);
    }

    [Test]
    public void A_restart_forgets_the_variables()
    {
        var seen = Jupyter.Play("restart");

        Assert.That(Value(seen["before"]!), Is.EqualTo("1"));
        Assert.That((string?)seen["after"]!["reply"]!["status"], Is.EqualTo("error"));
        Assert.That((bool)seen["ended"]!, Is.True);
    }

    [Test]
    public async Task The_kernel_ends_when_its_front_end_is_gone()
    {
        var id = (int)Jupyter.Play("orphan")["pid"]!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var ended = false;
        try
        {
            using var kernel = Process.GetProcessById(id);
            await kernel.WaitForExitAsync(limit.Token);
            ended = kernel.HasExited;
        }
        catch (ArgumentException)
        {
            ended = true;                                // before it could be looked at
        }

        Assert.That(ended, Is.True);
    }

    [Test]
    public void Nbconvert_executes_a_notebook_through_the_kernel()
    {
        using var folder = new TemporaryFolder();
        var environment = Jupyter.Register(folder);
        Notebook.Create(Cell.Create(CellKind.Markdown, "# Title", "a"), Cell.Create(CellKind.Code, "var x = 6;", "b"), Cell.Create(CellKind.Code, "x * 7", "c")).Save(folder.At("book.ipynb"));

        var (code, _, error) = FrugalProgram.Run(folder.Path, environment, "jupyter", "nbconvert", "--to", "notebook", "--execute", "book.ipynb", "--output", "done.ipynb");

        Assert.That(code, Is.Zero, error);
        Assert.That((string?)Notebook.Load(folder.At("done.ipynb")).Cells[2].Outputs[0]!["data"]!["text/plain"]![0], Is.EqualTo("42"));
    }

    private static string? Value(JsonNode run) => (string?)Of(run, "execute_result")["data"]?["text/plain"];

    private static JsonObject Of(JsonNode run, string type) =>
        run["told"]!.AsArray().FirstOrDefault(told => (string?)told![0] == type)?[1]?.AsObject() ?? throw new AssertionException($"no {type} in {run.ToJsonString()}");

    private static string?[] Types(JsonNode run) => [.. run["told"]!.AsArray().Select(told => (string?)told![0])];

    private static string Streams(JsonNode run, string name) =>
        string.Concat(run["told"]!.AsArray().Where(told => (string?)told![0] == "stream" && (string?)told[1]!["name"] == name).Select(told => (string?)told![1]!["text"]));

    private static string?[] Strings(JsonNode array) => [.. array.AsArray().Select(item => (string?)item)];
}
