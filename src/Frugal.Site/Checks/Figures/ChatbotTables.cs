using System.Text.Json;
using static Frugal.Site.Checks.Figures.CommittedResult;

namespace Frugal.Site.Checks.Figures;

/// <summary>The tables of <c>frugal bench chatbot</c>.</summary>
internal static class ChatbotTables
{
    /// <summary>The chatbot that the lab starts from, in Python: what its authors reported, not measured here.</summary>
    private const double ReportedBytes = 21e9;

    /// <summary>Each way to keep the model, beside the reported chatbot.</summary>
    public static IEnumerable<string[]> Modes(JsonElement root, FigureLanguage l)
    {
        yield return [l["mode"], l["start"], l["first token"], l["tokens/s"], l["anonymous at the start"], l["during an answer"], l["after it"], l["file-backed during it"], l["within 2 GB"]];
        yield return [l["before: Python, reported"], "", "", "", "", $"{l.Number(ReportedBytes / 1e9, "0")}\u00A0{l["GB"]}", $"{l.Number(ReportedBytes / 1e9, "0")}\u00A0{l["GB"]}", "", l["killed"]];
        foreach (var mode in root.GetProperty("modes").EnumerateArray())
        {
            yield return
            [
                Name(mode.GetProperty("name").GetString()!, l),
                $"{l.Number(Value(mode, "start_ms") / 1e3, "0.00")}\u00A0s",
                $"{l.Number(Value(mode, "first_token_ms") / 1e3, "0.00")}\u00A0s",
                l.Number(Value(mode, "tokens_per_second"), "0.0"),
                Megabytes(Value(mode, "at_start", "anonymous_bytes"), l),
                Megabytes(Value(mode, "peak", "anonymous_bytes"), l),
                Megabytes(Value(mode, "after", "anonymous_bytes"), l),
                Megabytes(Value(mode, "peak", "file_bytes"), l),
                l[mode.GetProperty("limited").GetString()!],
            ];
        }
    }

    /// <summary>The other figures.</summary>
    public static IEnumerable<string[]> Others(JsonElement root, FigureLanguage l)
    {
        var (model, speed, lazy) = (root.GetProperty("model"), root.GetProperty("speed"), root.GetProperty("lazy"));
        yield return [l["figure"], l["measured"]];
        yield return [l["Q4_K_M file, share of F16's bytes"], l.Percent(Value(model, "q4_share"))];
        yield return [l["Q4_K_M over F16, tokens/s"], Range(speed.GetProperty("q4_over_f16"), l)];
        if (speed.GetProperty("of_own_loop") is { ValueKind: JsonValueKind.Object } loop)
        {
            yield return [l["the server over llama.cpp's own loop, tokens/s"], Range(loop, l)];
        }

        foreach (var (kind, words) in new[] { ("in_process", "`lazy`, left after an answer, the most of 50"), ("child_process", "`lazy` in a child process, left after an answer, the most of 50") })
        {
            yield return [l[words], Megabytes(Math.Max(0, Value(lazy, kind, "most_left_bytes")), l)];
        }

        yield return [l["`lazy`, from the question to the first token"], $"{l.Number(Value(lazy, "in_process", "first_token_ms") / 1e3, "0.00")}\u00A0s"];
        yield return [l["8 chats at once, slowest over fastest"], l.Number(Value(root, "many_chats", "fairness"), "0.00")];
    }

    /// <summary>A mode as code, and what is set beside it.</summary>
    private static string Name(string name, FigureLanguage l) => name.Split(", ") is [var mode, var setting] ? $"`{mode}`, {l[setting]}" : $"`{name}`";

    private static string Megabytes(double bytes, FigureLanguage l) => $"{l.Number(bytes / 1e6, "#,##0")}\u00A0{l["MB"]}";

    private static string Range(JsonElement ratio, FigureLanguage l) => $"{l.Times(Value(ratio, "median"))} ({l.Number(Value(ratio, "low"), "0.00")}–\u2060{l.Number(Value(ratio, "high"), "0.00")})";
}
