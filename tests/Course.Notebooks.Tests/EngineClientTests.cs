using System.Diagnostics;
using System.Text;
using Frugal;
using Frugal.Notebooks.Engine;
using Frugal.Charts.Formatting;
using Frugal.Notebooks.Hosting;

namespace Course.Notebooks.Tests;

/// <summary>The process that runs a kernel's cells, as the kernel sees it.</summary>
[Parallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Category("Machine")]
public sealed class EngineClientTests : IDisposable
{
    private readonly EngineClient engine = new(FrugalProgram.Words("kernel", "engine"));
    private readonly Reader reader = new();

    public void Dispose() => engine.Dispose();

    [Test]
    public async Task Cells_run_in_another_process_and_keep_their_variables()
    {
        await Run("var x = 41; Console.Write(\"text\"); display(x);");

        Assert.That((await Run("x + 1")).Value?[Mime.Text], Is.EqualTo("42"));
        Assert.That((await Run("Environment.ProcessId")).Value?[Mime.Text], Is.EqualTo($"{engine.ProcessId}").And.Not.EqualTo($"{Environment.ProcessId}"));
        Assert.That((reader.Text, reader.Shown.Single().Content[Mime.Text]), Is.EqualTo(("text", "41")));
    }

    [Test]
    public async Task A_matrix_product_that_does_not_fit_ends_its_process_and_the_next_cell_runs()
    {
        await Run("#r \"TorchSharp.dll\"\nusing TorchSharp;");
        var first = engine.ProcessId;

        var end = await Ended("torch.ones(2, 3).matmul(torch.ones(2, 3))");

        Assert.That(end.Deed, Does.StartWith("crashed the process (").And.EndWith("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"));
        Assert.That(end.OfTorch, Is.True);
        Assert.That((await Run("6 * 7")).Value?[Mime.Text], Is.EqualTo("42"));
        Assert.That(engine.ProcessId, Is.Not.EqualTo(first));
        Assert.That(engine.TakeLoss(), Is.Not.Null);
    }

    [Test]
    public async Task A_segmentation_fault_ends_its_process_and_the_next_cell_runs()
    {
        var end = await Ended("static class C { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern nint memset(nint to, int value, nint count); }\nC.memset(1, 0, 1)");

        Assert.That(end.BrokeMemory, Is.True, end.Deed);
        Assert.That((await Run("6 * 7")).Value?[Mime.Text], Is.EqualTo("42"));
    }

    [Test]
    public async Task An_exit_costs_the_variables_alone()
    {
        await Run("var x = 1;");

        Assert.That((await Ended("Environment.Exit(3);")).Deed, Is.EqualTo("ended the process (exit code 3)"));
        Assert.That((await Run("x")).Error?.Message, Does.Contain("CS0103"));
    }

    [Test]
    public async Task A_process_that_a_cell_leaves_behind_does_not_hold_up_the_report()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("sleep is Linux's here.");
        }

        await Run("var left = System.Diagnostics.Process.Start(\"sleep\", \"600\"); display(left.Id);");
        var left = int.Parse(reader.Shown.Single().Content[Mime.Text]!, System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            await Ended("Environment.Exit(3);");

            Assert.That(() => Process.GetProcessById(left).Dispose(), Throws.Nothing, "it runs on");
        }
        finally
        {
            using var sleep = Process.GetProcessById(left);
            sleep.Kill();
        }
    }

    [Test]
    public async Task The_end_of_the_kernel_ends_the_process()
    {
        await Run("1");
        using var process = Process.GetProcessById(engine.ProcessId!.Value);

        engine.Dispose();

        await InTime.WaitForExitAsync(process, "the process of the cells");
    }

    [Test]
    public async Task A_cell_in_native_code_is_ended_with_its_process()
    {
        await Run("static class C { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern int poll(nint none, ulong count, int milliseconds); }");
        var running = engine.RunAsync("Console.Write(\"started\"); C.poll(0, 0, -1)", "cell", reader, default);
        await InTime.WaitAsync(reader.Written.Task, "the cell's first output");

        engine.Kill();

        Assert.That(await Failure(running), Is.TypeOf<EngineEndedException>());
        Assert.That((await Run("6 * 7")).Value?[Mime.Text], Is.EqualTo("42"));
    }

    [Test]
    public async Task Interruptions_prompts_completion_and_inspection_cross_to_the_process()
    {
        using var interruption = new CancellationTokenSource();
        var running = engine.RunAsync("Console.Write(\"started\"); while (true) { }", "cell", reader, interruption.Token);
        await InTime.WaitAsync(reader.Written.Task, "the cell's first output");
        await interruption.CancelAsync();

        Assert.That((await InTime.WaitAsync(running, "the interrupted cell")).Interrupted, Is.True);
        Assert.That((await Run("Console.ReadLine() + input(\"name\")")).Value?[Mime.Text], Is.EqualTo("typedtyped"));
        Assert.That((await engine.CompleteAsync("Console.WriteL", 14)).Items.Select(item => item.Text), Is.EqualTo(new[] { "WriteLine" }));
        Assert.That((await engine.InspectAsync("Console.WriteLine", 10))?[Mime.Text], Does.Contain("WriteLine"));
        Assert.That(await engine.CheckAsync("if (true) {"), Is.EqualTo(Completeness.Incomplete));
    }

    [Test]
    public async Task TorchSharp_gets_the_allocators_settings_in_a_cell_that_uses_nothing_of_Frugal()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("The settings are glibc's.");
        }

        var result = await Run("""
            #r "TorchSharp.dll"
            static class C { [System.Runtime.InteropServices.DllImport("libc")] public static extern nint malloc(nint count); }
            var type = typeof(TorchSharp.torch).FullName;
            (System.Runtime.InteropServices.Marshal.ReadInt64(C.malloc(16 << 20) - 8) & 2) == 0      // glibc's flag of a block that is a mapping of its own
            """);

        Assert.That(result.Error?.Trace, Is.Null);
        Assert.That(result.Value?[Mime.Text], Is.EqualTo("true"), "16 MB come from the heap, not from a mapping of their own");
    }

    [Test]
    public void A_program_that_is_not_there_is_named()
    {
        Assert.That(() => new EngineClient(["/no/such/program"]), Throws.TypeOf<FrugalException>().With.Message.Contains("/no/such/program"));
    }

    [Test]
    public async Task A_program_that_ends_at_once_is_reported_and_not_started_again_and_again()
    {
        using var broken = new EngineClient(FrugalProgram.Words("no-such-command"));

        Assert.That(await Failure(broken.RunAsync("1", "cell 1", reader, default)), Is.TypeOf<FrugalException>().With.Message.Contains("does not start"));
        Assert.That(broken.ProcessId, Is.Null);
    }

    private static Patience InTime => Patience.For(TimeSpan.FromMinutes(2));

    private async Task<ProcessEnd> Ended(string code)
    {
        try
        {
            await Run(code);
        }
        catch (EngineEndedException ended)
        {
            return ended.End;
        }

        throw new AssertionException($"'{code}' did not end its process.");
    }

    private static async Task<Exception?> Failure(Task<CellResult> running)
    {
        try
        {
            await InTime.WaitAsync(running, "the cell's failure");
            return null;
        }
        catch (Exception failure) when (failure is EngineEndedException or FrugalException)
        {
            return failure;
        }
    }

    private Task<CellResult> Run(string code) => InTime.WaitAsync(engine.RunAsync(code, "cell", reader, default), code);

    private sealed class Reader : ICellOutput
    {
        private readonly StringBuilder text = new();

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<DisplayedValue> Shown { get; } = [];

        public string Text
        {
            get
            {
                lock (text)
                {
                    return text.ToString();
                }
            }
        }

        public void Write(StreamKind stream, string more)
        {
            lock (text)
            {
                text.Append(more);
            }

            Written.TrySetResult();
        }

        public void Show(DisplayedValue value)
        {
            lock (text)
            {
                Shown.Add(value);
            }
        }

        public string ReadLine(InputPrompt prompt) => "typed";
    }
}
