using ChatbotMemory.Modes;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>A machine and its control groups.</summary>
public sealed record LimitRequest(long Total, string Root, string? Own);

/// <summary>Memory and use (0 occasional, 1 regular, 2 intensive), and the bytes of the two files.</summary>
public sealed record ModeRequest(long Memory, int Use, long F16, long Q4);

/// <summary>Task 7, in the student's process.</summary>
public static class ModeProbes
{
    public static long[] Limits(LimitRequest[] requests) => [.. requests.Select(request => MachineMemory.Limit(request.Total, request.Root, request.Own))];

    /// <summary>The names of the modes, or the exceptions instead.</summary>
    public static string[] Modes(ModeRequest[] requests) => [.. requests.Select(request =>
    {
        var mode = "";
        var outcome = Waiting.Outcome(() => mode = ModeChoice.Choose(request.Memory, (Use)request.Use, request.F16, request.Q4).ToString());
        return outcome == "done" ? mode : outcome;
    })];
}
