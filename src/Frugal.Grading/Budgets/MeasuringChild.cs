using System.Text.Json;
using Frugal.Grading.Containment;
using Frugal.Grading.Hosting;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>The clean process of a grading: it reads, loads and runs the models that students made, but never their code. Started by
/// <see cref="MeasuringProcess"/>.</summary>
internal static class MeasuringChild
{
    /// <summary>Frugal.Grading.dll as a program.</summary>
    public static int Main(string[] args)
    {
        switch (args)
        {
            case [Worker.Command, ..]:
                return Worker.Run(args);
            case [TestHost.Command, var grader]:
                return TestHost.Run(grader);
            default:
                Console.Error.WriteLine("frugal: This program is a part of the grading kit and not run by hand. Grade with `dotnet test` in a lab's folder.");
                return 1;
        }
    }

    /// <summary>The probe: a request and its reply, as JSON.</summary>
    public static string Measure(string request) =>
        JsonSerializer.Serialize(Reply(JsonSerializer.Deserialize(request, MeasuringJson.Default.MeasuringRequest)!), MeasuringJson.Default.MeasuringReply);

    private static MeasuringReply Reply(MeasuringRequest request)
    {
        try
        {
            return new MeasuringReply
            {
                SpeedUp = request.Gate is not null || request.WorkedGate is not null ? OnnxRace.Run(request) : null,
                Answers = request.Answers is { } answers ? OnnxAnswers.Compare(request, answers) : null,
                Facts = request.Facts ? ModelFacts.Read(request.Subject) : null,
                Memory = request.Memory ? MemoryChild.Write(MemoryChild.Run(request.Subject, new ModelRunOptions())) : null,
            };
        }
        catch (FrugalException failure)
        {
            return new MeasuringReply { Refusal = failure.Message };
        }
    }
}
