using System.Text.Json;
using ChatbotMemory.Keeping;
using ChatbotMemory.Modes;
using Frugal.Serving.Problems;

namespace ChatbotMemory.Operations;

/// <summary>GET and POST /api/mode: how the model is kept, and how it can be.</summary>
public static class ModeEndpoint
{
    public static void MapMode(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/mode", (ModeSwitch modes) => TypedResults.Ok(Report(modes)));
        app.MapPost("/api/mode", async (HttpRequest request, ModeSwitch modes) =>
        {
            var asked = await AskedAsync(request);
            var mode = ModeNames.Parse(asked) ?? throw new ProblemException(new(400, "unknown_mode", "There is no such mode", $"The field 'mode' is one of {string.Join(", ", ModeNames.All)}."));
            await modes.SwitchAsync(mode, request.HttpContext.RequestAborted);
            return TypedResults.Ok(Report(modes));
        });
    }

    private static async Task<string> AskedAsync(HttpRequest request)
    {
        try
        {
            return (await request.ReadFromJsonAsync(ApiJson.Default.ModeRequest, request.HttpContext.RequestAborted))?.Mode ?? "";
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            throw new ProblemException(new(400, "invalid_json", "The JSON cannot be read", """Send {"mode": "lazy"}."""), invalid);
        }
    }

    private static ModeReport Report(ModeSwitch modes) =>
        new(modes.Mode.Name(), [.. ModeOffer.All(modes.AllForms).Select(offer => new ModeInfo(offer.Mode.Name(), offer.Why is null, offer.Why, offer.Detail))], modes.Forms[0].Name);
}

/// <summary>The body of POST /api/mode.</summary>
public sealed record ModeRequest(string? Mode);

/// <summary>What both answer: the mode now, all modes, the form that answers unless a client asks for another.</summary>
public sealed record ModeReport(string Mode, ModeInfo[] Modes, string Model);

/// <summary>A mode, and why it is not allowed.</summary>
public sealed record ModeInfo(string Name, bool Allowed, string? Why, string? Detail);
