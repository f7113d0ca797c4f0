using System.Text.Json;
using Frugal.Setup.Steps;

namespace Frugal.Setup;

/// <summary><c>frugal doctor</c>: what is there, what is missing, and the remedy, a line each.</summary>
public static class DoctorCommand
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static int Run(Repository repository, string[] arguments)
    {
        switch (arguments)
        {
            case []:
                return Report(Examine(repository), Lines);
            case ["--json"]:
                return Report(Examine(repository), Json);
            case ["--help" or "-h" or "-?"]:
                return Usage.Print(Usage.Doctor);
            default:
                return Usage.Refuse($"doctor: '{string.Join(' ', arguments)}' is not understood.", Usage.Doctor);
        }
    }

    public static string Lines(IReadOnlyList<Check> checks) => string.Join(Environment.NewLine, checks.Select(check =>
        $"  {(check.Ok ? "ok     " : "MISSING")}  {check.Name,-20} {check.Found}{(check.Ok ? "" : $"  ->  {check.Remedy}")}"));

    public static string Json(IReadOnlyList<Check> checks) =>
        JsonSerializer.Serialize(new { ok = checks.All(check => check.Ok), checks }, Format);

    private static int Report(IReadOnlyList<Check> checks, Func<IReadOnlyList<Check>, string> write)
    {
        Console.WriteLine(write(checks));
        return checks.All(check => check.Ok) ? 0 : 1;
    }

    private static List<Check> Examine(Repository repository)
    {
        List<Check> checks = [.. Machine.Facts(repository), .. Machine.Tools()];
        if (BackendChoice.Current(repository) is { } backend)
        {
            checks.Add(Check.Fine("engines", backend.Name()));
            checks.AddRange(SetupSteps.For(backend, repository).SelectMany(step => step.Inspect()));
        }
        else
        {
            checks.Add(Check.Missing("engines", "not chosen", "./frugal setup"));
        }

        checks.AddRange(Machine.Data());
        return checks;
    }
}
