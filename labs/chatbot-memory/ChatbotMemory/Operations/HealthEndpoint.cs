using ChatbotMemory.Files;
using ChatbotMemory.Keeping;
using ChatbotMemory.Modes;

namespace ChatbotMemory.Operations;

/// <summary>GET /api/health, for people; /api/health/live and /api/health/ready, for what watches over the server. None of them loads a model.</summary>
public static class HealthEndpoint
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/health", (ModeSwitch modes, MemoryMeter meter, BackgroundFormMaker maker) =>
        {
            var ready = modes.Forms[0].Ready;
            return TypedResults.Ok(new HealthReport(ready ? "ok" : maker.IsRunning ? "starting" : "failed", modes.Mode.Name(), modes.Forms[0].Name, modes.Loaded, meter.Read()));
        });
        app.MapGet("/api/health/live", () => TypedResults.Ok());
        app.MapGet("/api/health/ready", IResult (ModeSwitch modes) => modes.Forms[0].Ready ? TypedResults.Ok() : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable));
    }
}

/// <summary>What GET /api/health answers: ok, starting or failed; the mode, its model, the models in memory, the memory.</summary>
public sealed record HealthReport(string Status, string Mode, string Model, IReadOnlyList<string> Loaded, MemoryState Memory);
