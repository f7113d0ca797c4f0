using System.Net.Sockets;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Containment;

/// <summary>What a submission asks of the kernel, of other processes and of .NET, and does not get: all in one process, which goes on as if nothing had been tried.</summary>
[Platform("Linux"), Parallelizable, TakesTurns]
[Category("Long")]
public class RefusedAttacksTests
{
    private readonly Limits limits = new() { Time = Patience.Longest(TimeSpan.FromSeconds(30)) };
    private Scratch scratch = null!;
    private StudentProcess student = null!;
    private Socket listener = null!;

    private static IEnumerable<string> Names => Attacks.All.Where(attack => attack.Test == nameof(RefusedAttacksTests)).Select(attack => attack.Name);

    [OneTimeSetUp]
    public void Start()
    {
        NeedsSandbox.OrSkip();

        scratch = new Scratch();
        student = StudentProcess.Start(limits, scratch);
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint($"\0frugal-{Environment.ProcessId}"));
        listener.Listen();
    }

    [OneTimeTearDown]
    public void End()
    {
        student?.Dispose();
        listener?.Dispose();
        if (scratch is null)
        {
            return;
        }

        Assert.That(Left.By(scratch), Is.Empty);
        using (var next = StudentProcess.Start(limits, scratch))   // of the same task, in the folder that they left
        {
            Assert.That((next.Call(Probes.Double, 21), next.Call(Probes.Later, -0.5)), Is.EqualTo((42, -0.5)));
            Assert.That(next.Call(Probes.Variables, 0), Has.None.StartsWith("LD_PRELOAD").And.None.StartsWith("CORECLR"));
        }

        scratch.Dispose();
        Assert.That(Directory.Exists(scratch.Folder), Is.False);
    }

    [TestCaseSource(nameof(Names))]
    public void It_is_refused_and_the_process_goes_on(string name)
    {
        var about = name switch
        {
            "Kernel.TraceTheGrader" or "Neighbours.SignalTheGrader" => $"{Environment.ProcessId}",
            "Kernel.ReadAnothersMemory" => "1",
            "Neighbours.ConnectToAnAbstractSocket" => $"frugal-{Environment.ProcessId}",
            _ => "whatever",
        };
        var got = 0;
        try
        {
            got = student.Call(Probes.Run, new Submission(name.Split('.')[0], name.Split('.')[1], about));
        }
        catch (StudentFailure refused) when (refused.Cause == Cause.Exception)
        {
            // Refused by an exception of .NET.
        }

        Assert.That(got, Is.Zero, name);
        Assert.That((student.Call(Probes.Double, 21), student.Call(Probes.Later, -0.5)), Is.EqualTo((42, -0.5)), "the process goes on");
    }
}
