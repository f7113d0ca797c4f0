using System.Net;
using System.Net.Sockets;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Containment;

/// <summary>What a submission reaches for beyond its process: files, network, other processes.</summary>
[Platform("Linux")]
[Category("Machine")]
public class SandboxTests
{
    private Scratch scratch = null!;
    private StudentProcess student = null!;

    [SetUp]
    public void Start()
    {
        scratch = new Scratch();
        student = StudentProcess.Start(new Limits { Time = Patience.Longest(TimeSpan.FromSeconds(30)) }, scratch);
    }

    [TearDown]
    public void End()
    {
        student.Dispose();
        scratch.Dispose();
    }

    /// <summary>Else an error in our own arguments would pass for a machine without a sandbox.</summary>
    [Test]
    public void Where_bubblewrap_can_run_a_program_the_sandbox_is_used()
    {
        Assume.That(Bubblewrap.Program, Is.Not.Null, "bubblewrap is not installed");
        using var trial = System.Diagnostics.Process.Start(Bubblewrap.Program!, ["--ro-bind", "/", "/", "--unshare-pid", "--unshare-net", "--proc", "/proc", "--", "true"]);
        trial.WaitForExit();
        Assume.That(trial.ExitCode, Is.Zero, "bubblewrap may not make namespaces here");

        Assert.That(Sandbox.Best.Wraps, Is.True, string.Join('\n', Sandbox.Best.Says));
    }

    [Test]
    public void Files_outside_the_scratch_folder_cannot_be_written()
    {
        var beside = Path.Combine(TestContext.CurrentContext.TestDirectory, $"grade-{Guid.NewGuid():n}.json");
        using var folder = new TemporaryFolder();
        var grade = folder.Write("grade.json", "{}");

        Expect(Cause.Exception, "WriteAFile", beside);
        Expect(Cause.Exception, "WriteAFile", grade);
        Expect(Cause.None, "WriteAFile", scratch["grade.json"]);

        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(beside), Is.False);
            Assert.That(File.ReadAllText(grade), Is.EqualTo("{}"));
            Assert.That(scratch.Read("grade.json", new(100)), Is.Not.Empty);
        });
    }

    [Test]
    public void The_graders_assemblies_and_its_own_cannot_be_deleted()
    {
        var grader = typeof(SandboxTests).Assembly.Location;

        Expect(Cause.Exception, "DeleteItself", "");
        Expect(Cause.Exception, "DeleteAFile", grader);

        Assert.That((File.Exists(grader), File.Exists(Path.Combine(Path.GetDirectoryName(grader)!, "Hostile.dll"))), Is.EqualTo((true, true)));
    }

    [Test]
    public void The_network_cannot_be_reached_and_its_own_loopback_can()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Expect(Cause.Exception, "Connect", listener.LocalEndpoint.ToString()!);
        Expect(Cause.None, "ServeItself", "");

        Assert.That(listener.Pending(), Is.False);
    }

    [Test]
    public void The_grader_can_neither_be_read_nor_killed()
    {
        Expect(Cause.Exception, "ReadAFile", $"/proc/{Environment.ProcessId}/environ");
        Expect(Cause.Exception, "ReadAFile", $"/proc/{Environment.ProcessId}/mem");
        Expect(Cause.Exception, "KillAProcess", $"{Environment.ProcessId}");
    }

    [Test]
    public void The_environment_holds_nothing_of_the_graders()
    {
        var variables = student.Call(Probes.Variables, 0);

        Assert.That(variables, Is.SubsetOf((string[])
        [
            "PATH", "LANG", "LC_ALL", "TZ", "DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "LD_LIBRARY_PATH", "FRUGAL_MIRROR", "OMP_NUM_THREADS", "PWD",
            "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "FRUGAL_CACHE", "FRUGAL_STUDENT", "DOTNET_NOLOGO", "DOTNET_EnableDiagnostics", "DOTNET_DbgEnableMiniDump", "DOTNET_GCHeapHardLimit",
            "DOTNET_TieredPGO", "DOTNET_TC_CallCountingDelayMs",
        ]));
    }

    [Test]
    public void Without_a_sandbox_limits_hold_and_what_is_not_contained_is_said()
    {
        using var plain = StudentProcess.Start(new Limits { Memory = new(200_000_000), Time = Patience.Longest(TimeSpan.FromSeconds(30)) }, scratch, Sandbox.None("bubblewrap is not installed."));

        var failure = Assert.Throws<StudentFailure>(() => plain.Call(Probes.Run, new Submission("Floods", "NativeMemory", "")))!;

        Assert.That(failure.Cause, Is.EqualTo(Cause.OutOfMemory));
        Assert.That(plain.Containment, Has.Member("bubblewrap is not installed.").And.Member("The student's process could reach the network."));
        Assert.That(Left.By(scratch), Is.Empty);
    }

    /// <summary>Runs a submission. Where this machine has no sandbox, the card must say so, and the test is skipped.</summary>
    private void Expect(Cause cause, string method, string about)
    {
        if (!Sandbox.Best.Wraps)
        {
            Assert.That(student.Containment, Has.Some.Contains("could read and write the files"));
            NeedsSandbox.OrSkip();
        }

        var met = Cause.None;
        try
        {
            student.Call(Probes.Run, new Submission("Reaches", method, about));
        }
        catch (StudentFailure failure)
        {
            met = failure.Cause;
        }

        Assert.That(met, Is.EqualTo(cause), $"{method} {about}");
    }
}
