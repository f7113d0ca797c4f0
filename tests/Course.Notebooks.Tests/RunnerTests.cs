using System.Text.Json.Nodes;
using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;

namespace Course.Notebooks.Tests;

/// <summary>The runner and its host processes.</summary>
[Parallelizable]
[Category("Machine")]
public class RunnerTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Test]
    public async Task A_notebook_runs_and_shows_what_its_cells_show()
    {
        var run = await Run("var x = 20; Console.Write(\"a\"); Console.WriteLine(\"b\");", "display(x); 2 * x + 2");

        Assert.That(run.Failure, Is.Null);
        Assert.That(run.Cells, Is.EqualTo(2));
        Assert.That(MultilineText.Read(run.Executed!.Cells[0].Outputs[0]!["text"]), Is.EqualTo("ab\n"));
        Assert.That((string?)run.Executed.Cells[1].Outputs[0]!["data"]!["text/plain"], Is.EqualTo("20"));
        Assert.That((string?)run.Executed.Cells[1].Outputs[1]!["data"]!["text/plain"], Is.EqualTo("42"));
    }

    [TestCase("while (true) { }", "did not end within")]
    [TestCase("var line = new string('x', 1000); while (true) Console.WriteLine(line);", "wrote more than")]
    [TestCase("Environment.Exit(3);", "ended the process (exit code 3)")]
    [TestCase("int Deep(int n) => Deep(n + 1) + 1; Deep(0)", "InsufficientExecutionStackException")]
    [TestCase("IEnumerable<int> deep = [1]; for (var i = 0; i < 500_000; i++) deep = deep.TakeWhile(static n => true); deep.Count()", "overflowed the stack")]
    [TestCase("var t = new Thread(() => throw new Exception(\"lost\")); t.Start(); t.Join();", "crashed the process")]
    [TestCase("var all = new List<byte[]>(); while (true) { var more = new byte[20_000_000]; Array.Fill(more, (byte)1); all.Add(more); }", "of memory")]
    [TestCase("Environment.FailFast(\"gone\");", "crashed the process")]
    [TestCase("#r \"TorchSharp.dll\"\nusing TorchSharp; torch.ones(2, 3).matmul(torch.ones(2, 3))", "crashed the process (SIGABRT): mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)")]
    [TestCase("static class C { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern nint memset(nint to, int value, nint count); }\nC.memset(1, 0, 1)", "crashed the process in native code (SIGSEGV, segmentation fault)")]
    [TestCase("throw new InvalidOperationException(\"boom\");", "System.InvalidOperationException: boom")]
    [TestCase("undeclared", "CS0103")]
    [TestCase("Console.ReadLine()", "asks for input")]
    public async Task A_cell_that_goes_wrong_is_named_with_its_cause(string code, string cause)
    {
        var run = await Run(Options with { Timeout = cause.StartsWith("did not end", StringComparison.Ordinal) ? Patience.Now(TimeSpan.FromSeconds(5)) : Options.Timeout }, "1", code, "2");

        Assert.That(run.Failure?.Cell, Is.EqualTo(2));
        Assert.That(run.Failure!.Cause, Does.Contain(cause));
        Assert.That((string?)run.Executed!.Cells[0].Outputs[0]!["data"]!["text/plain"], Is.EqualTo("1"), "what ran before is kept");
        Assert.That(run.Executed.Cells[2].Outputs, Is.Empty);
    }

    [TestCase("while (true) { }", "did not end within")]
    [TestCase("1", null)]
    [Platform("Linux")]
    public async Task A_daemon_that_a_cell_leaves_behind_ends_with_the_notebook(string last, string? cause)
    {
        using var folder = new TemporaryFolder();
        var start = $"System.Diagnostics.Process.Start(\"sh\", [\"-c\", \"setsid sh -c 'echo $$ > {folder["id"]}; exec sleep 60' & exit\"]).WaitForExit(); while (!File.Exists(\"{folder["id"]}\") || File.ReadAllText(\"{folder["id"]}\") == \"\") await Task.Delay(20);";

        var run = await Run(Options with { Timeout = Patience.Now(TimeSpan.FromSeconds(5)) }, start, last);

        Assert.That(run.Failure?.Cause, cause is null ? Is.Null : Does.Contain(cause));
        var id = File.ReadAllText(folder["id"]).Trim();
        Assert.That(() => Directory.Exists($"/proc/{id}") && !File.ReadAllText($"/proc/{id}/status").Contains("State:\tZ"), Is.False.After(5000, 50), "the daemon has ended");
    }

    [Test]
    public async Task A_package_from_elsewhere_is_restored_and_used()
    {
        var run = await Run("#r \"nuget: FsCheck, 3.6.0\"", "using FsCheck; typeof(FsCheck.FSharp.Gen).Assembly.GetName().Name");

        Assert.That(run.Failure?.Cause, Is.Null);
        Assert.That((string?)run.Executed!.Cells[1].Outputs[0]!["data"]!["text/plain"], Does.Contain("FsCheck"));
    }

    [Test]
    public async Task A_package_that_is_nowhere_is_named()
    {
        var run = await Run("#r \"nuget: Frugal.No.Such.Package, 1.2.3\"");

        Assert.That(run.Failure!.Cause, Does.Contain("Frugal.No.Such.Package"));
    }

    [Test]
    public async Task A_cell_that_may_fail_does_not_end_the_notebook()
    {
        using var folder = new TemporaryFolder();
        var failing = Cell.Create(CellKind.Code, "int.Parse(\"x\")", "a");
        failing.Json["metadata"]!["tags"] = new JsonArray("raises-exception");
        Notebook.Create(failing, Cell.Create(CellKind.Code, "1", "b")).Save(folder["book.ipynb"]);

        var run = await new NotebookRunner(Options).RunAsync(folder["book.ipynb"]);

        Assert.That(run.Failure, Is.Null);
        Assert.That((string?)run.Executed!.Cells[0].Outputs[0]!["ename"], Is.EqualTo("System.FormatException"));
    }

    [Test]
    public void A_folder_runs_to_its_end_though_one_notebook_fails()
    {
        using var folder = new TemporaryFolder();
        Notebook.Create(Cell.Create(CellKind.Code, "Environment.Exit(1);", "a")).Save(folder["1.ipynb"]);
        File.WriteAllText(folder["2.ipynb"], "{\n\"nbformat\": 4,\n!");
        Notebook.Create(Cell.Create(CellKind.Markdown, "# Title", "a"), Cell.Create(CellKind.Code, "HTML(\"<b>bold</b>\")", "b")).Save(folder["3.ipynb"]);

        var (code, output, error) = FrugalProgram.Run(folder.Path, NoEnvironment, FrugalProgram.Words("notebook", "run", ".", "--output", "done", "--json"));

        Assert.That(code, Is.EqualTo(1), error);
        var runs = JsonNode.Parse(output)!.AsArray();
        Assert.That((string?)runs[0]!["failure"]!["cause"], Does.Contain("exit code 1"));
        Assert.That((string?)runs[1]!["failure"]!["cause"], Does.Contain("line 3"));
        Assert.That(runs[2]!["failure"], Is.Null);
        Assert.That(File.ReadAllText(folder["done/3.html"]), Does.Contain("<b>bold</b>").And.Contain("<title>Title</title>"));
        Assert.That(File.Exists(folder["done/3.ipynb"]), Is.True);
    }

    [Test]
    public void The_page_of_a_notebook_in_French_says_that_it_is_in_French()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["fr"]);
        Notebook.Create(Cell.Create(CellKind.Markdown, "# Titre", "a")).Save(folder["fr/1.ipynb"]);

        var (code, _, error) = FrugalProgram.Run(folder["fr"], NoEnvironment, FrugalProgram.Words("notebook", "run", "1.ipynb", "--output", "done"));

        Assert.That(code, Is.Zero, error);
        Assert.That(File.ReadAllText(folder["fr/done/fr/1.html"]), Does.Contain("<html lang=\"fr\">"));
    }

    [Test]
    public void Notebooks_run_side_by_side_each_on_its_share_of_the_processors()
    {
        using var folder = new TemporaryFolder();
        static Cell Meet(string mine, string other) => Cell.Create(
            CellKind.Code, $"File.WriteAllText(\"{mine}\", \"\"); while (!File.Exists(\"{other}\")) await Task.Delay(20); Environment.ProcessorCount", "a");
        Notebook.Create(Meet("one", "two")).Save(folder["1.ipynb"]);
        Notebook.Create(Meet("two", "one")).Save(folder["2.ipynb"]);

        var (code, output, error) = FrugalProgram.Run(
            folder.Path, NoEnvironment, FrugalProgram.Words("notebook", "run", ".", "--output", "done", "--parallel", "64", "--timeout", $"{Patience.Longest(TimeSpan.FromSeconds(30)).TotalSeconds}", "--json"));

        Assert.That(code, Is.Zero, error);
        Assert.That(JsonNode.Parse(output)!.AsArray().Select(run => (string?)run!["path"]), Is.EqualTo(new[] { "./1.ipynb", "./2.ipynb" }));
        var seen = MultilineText.Read(Notebook.Load(folder["done/1.ipynb"]).Cells[0].Outputs[0]!["data"]!["text/plain"]);
        Assert.That(seen, Is.EqualTo($"{Math.Max(1, Environment.ProcessorCount / 64)}"));
    }

    [Test]
    public void Check_names_what_is_not_portable_and_fix_mends_it()
    {
        using var folder = new TemporaryFolder();
        var cell = Cell.Create(CellKind.Code, "1", "a");
        cell.ExecutionCount = 3;
        Notebook.Create(cell).Save(folder["book.ipynb"]);

        var before = FrugalProgram.Run(folder.Path, NoEnvironment, FrugalProgram.Words("notebook", "check", "book.ipynb"));
        var mended = FrugalProgram.Run(folder.Path, NoEnvironment, FrugalProgram.Words("notebook", "check", "book.ipynb", "--fix"));
        var after = FrugalProgram.Run(folder.Path, NoEnvironment, FrugalProgram.Words("notebook", "check", "book.ipynb"));

        Assert.That((before.Code, mended.Code, after.Code), Is.EqualTo((1, 0, 0)));
        Assert.That(before.Output, Does.Contain("cell 1: has an execution number"));
    }

    private static NotebookRunOptions Options => new()
    {
        Host = FrugalProgram.Words("notebook", "host"),
        Timeout = Patience.Longest(TimeSpan.FromSeconds(20)),
        OutputLimit = 5_000_000,
        MemoryLimit = 1L << 30,
    };

    private static Task<NotebookRun> Run(params string[] cells) => Run(Options, cells);

    private static async Task<NotebookRun> Run(NotebookRunOptions options, params string[] cells)
    {
        using var folder = new TemporaryFolder();
        Notebook.Create(cells.Select((code, at) => Cell.Create(CellKind.Code, code, $"c{at}"))).Save(folder["book.ipynb"]);
        return await new NotebookRunner(options).RunAsync(folder["book.ipynb"]);
    }
}
