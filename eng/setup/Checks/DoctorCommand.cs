using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Setup.Building;
using Frugal.Setup.Systems;
using Frugal.Setup.Testing;

namespace Frugal.Setup.Checks;

/// <summary><c>frugal doctor</c>: reports what is present, what is missing and the remedy, one line each.</summary>
public static class DoctorCommand
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static int Run(Repository repository, string[] arguments)
    {
        switch (arguments)
        {
            case []:
                return Report(Examine(repository, Host.Current), Lines);
            case ["--json"]:
                return Report(Examine(repository, Host.Current), Json);
            case ["--help" or "-h" or "-?"]:
                return Usage.Print(Usage.Doctor);
            default:
                return Usage.Refuse($"doctor: '{string.Join(' ', arguments)}' is not understood.", Usage.Doctor);
        }
    }

    public static string Lines(IReadOnlyList<Check> checks) => string.Join(Environment.NewLine, checks.Select(check =>
        $"  {check.State switch { State.Fine => "ok", State.Optional => "optional", _ => "MISSING" },-8}  {check.Name,-20} {check.Found}{(check.Remedy is { } remedy ? $"  ->  {remedy}" : "")}"));

    public static string Json(IReadOnlyList<Check> checks) =>
        JsonSerializer.Serialize(new { ok = checks.All(check => check.Ok), checks }, Format);

    private static int Report(IReadOnlyList<Check> checks, Func<IReadOnlyList<Check>, string> write)
    {
        Console.WriteLine(write(checks));
        return checks.All(check => check.Ok) ? 0 : 1;
    }

    private static IReadOnlyList<Check> Examine(Repository repository, Host host) =>
    [
        .. Machine.Facts(repository, host),
        .. Machine.Tools(host),
        EngineSupport.Judge(host),
        .. ForeignTorch.Judge(ForeignTorch.Find(ForeignTorch.Folders(host, Environment.GetEnvironmentVariable), host), host),
        .. PackageCache.Inspect(repository, host).Judge(),
        new BuildStep(repository, BuildTarget.CommandLine).Inspect(),
        new BuildStep(repository, BuildTarget.Everything).Inspect() is { Ok: false } unbuilt ? unbuilt with { State = State.Optional, Remedy = "./frugal test" } : Check.Fine(BuildTarget.Everything.Name, "built, Release"),
        .. Machine.Data(),
        .. TestTools.Inspect(host),
    ];
}
