using Frugal.Notebooks.Hosting;

namespace Course.Notebooks.Tests;

/// <summary>What a reader is told whose cell ended its process.</summary>
public class CrashReportTests
{
    private const string TorchWords = "loading\nterminate called after throwing an instance of 'c10::Error'\n  what():  mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)\nException raised from meta\nframe #0: c10::Error\n";

    [Test]
    public void The_report_names_the_cell_the_cause_and_the_cells_to_run_again()
    {
        var error = CrashReport.Of(new ProcessEnd(134, TorchWords), 7, "var y = a.matmul(b);\ny", [1, 2, 3, 5]);

        Assert.That(error.Trace[0], Is.EqualTo("cell 7 (var y = a.matmul(b);) crashed the process (SIGABRT): mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)."));
        Assert.That(error.Trace[1], Does.Contain("Run cells 1 to 3, 5 again first. Correct cell 7"));
        Assert.That(error.Trace[2], Does.Contain("matmul"));
    }

    [TestCase(139, "", "crashed the process in native code (SIGSEGV, segmentation fault)")]
    [TestCase(134, "free(): invalid next size (fast)\n", "crashed the process in native code (SIGABRT, memory corrupted)")]
    [TestCase(134, "malloc(): corrupted top size\n", "crashed the process in native code (SIGABRT, memory corrupted)")]
    [TestCase(134, "Process terminated.\ngone\n   at System.Environment.FailFast", "crashed the process (SIGABRT): Process terminated. gone")]
    [TestCase(134, "Unhandled exception. System.Exception: lost\n   at Submission", "crashed the process (SIGABRT): Unhandled exception. System.Exception: lost")]
    [TestCase(134, "", "crashed the process (SIGABRT): it said nothing")]
    [TestCase(134, "Stack overflow.\n   at A", "overflowed the stack")]
    [TestCase(137, "", "was killed by the system (SIGKILL), usually because memory ran out")]
    [TestCase(-1073741819, "", "crashed the process in native code (access violation, segmentation fault)")]
    [TestCase(3, "words", "ended the process (exit code 3)")]
    public void An_end_is_described_by_its_signal_and_last_words(int code, string native, string deed) =>
        Assert.That(new ProcessEnd(code, native).Deed, Is.EqualTo(deed));
}
