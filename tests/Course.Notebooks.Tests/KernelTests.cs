using System.Diagnostics;
using System.Text.Json.Nodes;
using Frugal.Notebooks.Ipynb;

namespace Course.Notebooks.Tests;

/// <summary>What Jupyter's own client sees of the kernel.</summary>
[Parallelizable]
[Category("Machine")]
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
    public void A_second_interruption_ends_the_process_of_a_cell_stuck_in_native_code_and_the_kernel_goes_on()
    {
        var seen = Jupyter.Play("stuck");

        Assert.That((string?)seen["told"], Does.Contain("cannot be interrupted").And.Contain("Interrupt again"));
        Assert.That((string?)seen["reply"]!["ename"], Is.EqualTo("Interrupted"));
        Assert.That((string?)seen["reply"]!["evalue"], Does.Contain("cell 2").And.Contain("Run cell 1 again"));
        Assert.That(Value(seen["after"]!), Is.EqualTo("alive"));
        Assert.That((bool)seen["ended"]!, Is.True);
    }

    [Test]
    public void A_cell_that_ends_its_process_is_named_and_the_kernel_goes_on()
    {
        var seen = Jupyter.Play("crash");

        Assert.Multiple(() =>
        {
            Assert.That((string?)seen["matmul"]!["reply"]!["ename"], Is.EqualTo("ProcessEnded"));
            Assert.That((string?)seen["matmul"]!["reply"]!["evalue"], Does.StartWith("cell 2 (// two matrices that do not fit) crashed the process (SIGABRT): mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3).")
                .And.Contain("variables are lost").And.Contain("Run cell 1 again first"));
            Assert.That(Value(seen["after_matmul"]!), Is.EqualTo("42"));
            Assert.That((string?)seen["lost"]!["reply"]!["ename"], Is.EqualTo("CompilationError"), "the variables are gone");
            Assert.That((string?)seen["segmentation"]!["reply"]!["ename"], Is.EqualTo("System.AccessViolationException").Or.EqualTo("ProcessEnded"));
            Assert.That((string?)seen["native_segmentation"]!["reply"]!["evalue"], Does.StartWith("cell 6 (").And.Contain("SIGSEGV"));
            Assert.That(Value(seen["after_segmentation"]!), Is.EqualTo("42"));
            Assert.That((string?)seen["exit"]!["reply"]!["evalue"], Does.Contain("cell 8 (Environment.Exit(3);) ended the process (exit code 3)"));
            Assert.That((string?)seen["daemon"]!["reply"]!["evalue"], Does.Contain("gone"));
            Assert.That(Value(seen["after"]!), Is.EqualTo("alive"));
            Assert.That((bool)seen["one_child"]!, Is.True, "a crashed process leaves no zombie");
            Assert.That((bool)seen["first_gone"]!, Is.True);
            Assert.That(Streams(seen["after_idle"]!, "stderr"), Does.Contain("ended after the last cell").And.Contain("Run cells 10 to 11 again"));
            Assert.That(Value(seen["after_idle"]!), Is.EqualTo("back"));
            Assert.That(Streams(seen["unread"]!, "stderr"), Does.Contain("ended after the last cell: it was killed").And.Contain("Run cell 12 again"));
            Assert.That(Value(seen["unread"]!), Is.EqualTo("read"));
            Assert.That((bool)seen["kernel_same"]!, Is.True);
            Assert.That((bool)seen["ended"]!, Is.True, "no process is left after the shutdown");
        });
    }

    [Test]
    public void The_process_of_the_cells_ends_with_a_kernel_that_is_killed()
    {
        var seen = Jupyter.Play("killed");

        Assert.That((int)seen["children"]!, Is.EqualTo(1));
        Assert.That((bool)seen["gone"]!, Is.True);
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

        try
        {
            using var kernel = Process.GetProcessById(id);
            await Patience.For(TimeSpan.FromSeconds(60)).WaitForExitAsync(kernel, "the kernel without a front end");
        }
        catch (ArgumentException)
        {
            // It ended before it could be looked at.
        }
    }

    [Test]
    public void Nbconvert_executes_a_notebook_through_the_kernel()
    {
        using var folder = new TemporaryFolder();
        var environment = Jupyter.Register(folder);
        Notebook.Create(Cell.Create(CellKind.Markdown, "# Title", "a"), Cell.Create(CellKind.Code, "var x = 6;", "b"), Cell.Create(CellKind.Code, "x * 7", "c")).Save(folder["book.ipynb"]);

        var (code, _, error) = FrugalProgram.Run(folder.Path, environment, "jupyter", "nbconvert", "--to", "notebook", "--execute", "book.ipynb", "--output", "done.ipynb");

        Assert.That(code, Is.Zero, error);
        Assert.That((string?)Notebook.Load(folder["done.ipynb"]).Cells[2].Outputs[0]!["data"]!["text/plain"]![0], Is.EqualTo("42"));
    }

    private static string? Value(JsonNode run) => (string?)Of(run, "execute_result")["data"]?["text/plain"];

    private static JsonObject Of(JsonNode run, string type) =>
        run["told"]!.AsArray().FirstOrDefault(told => (string?)told![0] == type)?[1]?.AsObject() ?? throw new AssertionException($"no {type} in {run.ToJsonString()}");

    private static string?[] Types(JsonNode run) => [.. run["told"]!.AsArray().Select(told => (string?)told![0])];

    private static string Streams(JsonNode run, string name) =>
        string.Concat(run["told"]!.AsArray().Where(told => (string?)told![0] == "stream" && (string?)told[1]!["name"] == name).Select(told => (string?)told![1]!["text"]));

    private static string?[] Strings(JsonNode array) => [.. array.AsArray().Select(item => (string?)item)];
}
