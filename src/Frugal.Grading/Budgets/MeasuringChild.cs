using System.Globalization;
using System.Text.Json;
using Frugal.Grading.Mutants;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>The clean process of a grading: it loads and runs the students' models, but never their code. Started by <see cref="MeasuringProcess"/>
/// (a request on standard input, the reply on standard output) and by <see cref="MemoryProbe"/>.</summary>
internal static class MeasuringChild
{
    public const string Command = "measure-models";

    public static int Main(string[] args)
    {
        try
        {
            switch (args)
            {
                case [Command]:
                    var request = JsonSerializer.Deserialize(Console.In.ReadToEnd(), MeasuringJson.Default.MeasuringRequest)!;
                    Console.WriteLine(JsonSerializer.Serialize(Reply(request), MeasuringJson.Default.MeasuringReply));
                    return 0;
                case [MemoryChild.Command, var path, "--threads", var threads, "--batch", var batch]:
                    Console.WriteLine(MemoryChild.Write(MemoryChild.Run(path, new ModelRunOptions { Threads = Number(threads), Batch = Number(batch) })));
                    return 0;
                case [TestHost.Command, var grader]:
                    return TestHost.Run(grader);
                default:
                    throw new FrugalException("This program is a part of the grading kit and not run by hand. Grade with `dotnet test` in a lab's folder.");
            }
        }
        catch (FrugalException failure)
        {
            Console.Error.WriteLine($"frugal: {failure.Message}");
            return 1;
        }
    }

    private static MeasuringReply Reply(MeasuringRequest request) => new(
        request.Gate is not null || request.WorkedGate is not null ? OnnxRace.Run(request) : null,
        request.Answers is { } answers ? OnnxAnswers.Compare(request, answers) : null);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
