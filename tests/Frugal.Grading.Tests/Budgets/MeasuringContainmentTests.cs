using System.Net;
using System.Net.Sockets;
using Frugal.Grading.Budgets;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Grading.Tests.Containment;

namespace Frugal.Grading.Tests.Budgets;

/// <summary>What code reaches that takes over the process in which a student's model runs.</summary>
[Platform("Linux")]
[Category("Machine")]
public class MeasuringContainmentTests
{
    private readonly MeasuringProcess measuring = new() { Patience = Patience.Longest(TimeSpan.FromSeconds(30)) };

    [Test]
    public void It_reads_the_models_and_writes_nothing_and_reaches_no_network()
    {
        NeedsSandbox.OrSkip();
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var (model, secret) = (folder.Write("model.onnx", "a model"), other.Write("secret", "secret"));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.Multiple(() =>
        {
            Assert.That(Try(model, "ReadAFile", model), Is.EqualTo(Cause.None));
            Assert.That(Try(model, "ReadAFile", secret), Is.EqualTo(Cause.Exception));
            Assert.That(Try(model, "WriteAFile", model), Is.EqualTo(Cause.Exception));
            Assert.That(Try(model, "DeleteAFile", model), Is.EqualTo(Cause.Exception));
            Assert.That(Try(model, "Connect", listener.LocalEndpoint.ToString()!), Is.EqualTo(Cause.Exception));
            Assert.That(Try(model, "ReadAFile", $"/proc/{Environment.ProcessId}/environ"), Is.EqualTo(Cause.Exception));
            Assert.That(File.ReadAllText(model), Is.EqualTo("a model"));
        });
    }

    /// <summary>The program that measures lies beside the grader, in one folder.</summary>
    [Test]
    public void It_does_not_see_the_graders_own_assembly()
    {
        NeedsSandbox.OrSkip();
        using var folder = new TemporaryFolder();
        var model = folder.Write("model.onnx", "a model");
        var grader = typeof(Tiny.Student).Assembly.Location;   // it has [GradedLab]

        Assert.That(Try(model, "ReadAFile", grader), Is.EqualTo(Cause.Exception));
        Assert.That(Try(model, "ReadAFile", typeof(MeasuringProcess).Assembly.Location), Is.EqualTo(Cause.None));
    }

    [Test]
    public void A_model_in_a_folder_of_everybodys_shows_itself_alone()
    {
        NeedsSandbox.OrSkip();
        var (model, beside) = (Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.onnx"), Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.key"));
        File.WriteAllText(model, "a model");
        File.WriteAllText(beside, "a key");
        try
        {
            Assert.That((Try(model, "ReadAFile", model), Try(model, "ReadAFile", beside)), Is.EqualTo((Cause.None, Cause.Exception)));
        }
        finally
        {
            File.Delete(model);
            File.Delete(beside);
        }
    }

    [Test]
    public void The_sandbox_does_not_change_what_a_model_gains()
    {
        NeedsSandbox.OrSkip();
        using var folder = new TemporaryFolder();
        var (float32, int8) = (folder.Write("float32.onnx", WrongModels.Make(WrongModels.Float32).ToBytes()), folder.Write("int8.onnx", WrongModels.Make(WrongModels.Worked).ToBytes()));
        var request = new MeasuringRequest { Subject = int8, Reference = float32, Seed = 1, Gate = SpeedGate.Asking(1) };

        var contained = new MeasuringProcess().Ask(request).SpeedUp!.Interval.Median;
        var plain = new MeasuringProcess { Sandbox = Sandbox.None("None is asked for.") }.Ask(request).SpeedUp!.Interval.Median;

        TestContext.Out.WriteLine($"{contained:0.000} times as fast contained, {plain:0.000} plain");
        Assert.That(contained / plain, Is.InRange(0.8, 1.25));
    }

    private Cause Try(string model, string method, string about)
    {
        try
        {
            measuring.With([model], process => process.Call(Probes.Run, new Submission("Reaches", method, about)));
            return Cause.None;
        }
        catch (StudentFailure failure)
        {
            return failure.Cause;
        }
    }
}
