using MakeItSmall;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>A model's figures: what the lab's type <c>Candidate</c> holds.</summary>
public sealed record ModelFigures(string Name, long Bytes, double WithVnni, double WithoutVnni, double Accuracy)
{
    internal Candidate ToCandidate() => new(Name, Bytes, WithVnni, WithoutVnni, Accuracy);
}

/// <summary>Models, and the kind of processor.</summary>
public sealed record FrontRequest(ModelFigures[] Models, bool Vnni);

/// <summary>Models, the server that one of them is for, and the pictures that the accuracies were measured on.</summary>
public sealed record ChoiceRequest(ModelFigures[] Models, long MostBytes, double RequestsPerSecond, int Cores, bool Vnni, int Pictures);

/// <summary>Task 9, in the student's process: the answers are the models' names.</summary>
public static class ChoiceProbes
{
    public static string[] Front(FrontRequest request) => [.. Choice.Front([.. request.Models.Select(model => model.ToCandidate())], request.Vnni).Select(one => one.Name)];

    /// <summary>The name of the chosen model; "none" for null.</summary>
    public static string Choose(ChoiceRequest request) =>
        Choice.For([.. request.Models.Select(model => model.ToCandidate())], new Server(request.MostBytes, request.RequestsPerSecond, request.Cores, request.Vnni), request.Pictures)?.Name ?? "none";
}
