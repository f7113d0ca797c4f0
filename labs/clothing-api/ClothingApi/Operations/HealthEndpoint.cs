using System.Diagnostics;
using ClothingApi.Models;
using ClothingApi.Preparation;
using Frugal.Measuring;

namespace ClothingApi.Operations;

/// <summary>GET /api/health, for people; /api/health/live and /api/health/ready, for what watches over the server.</summary>
public static class HealthEndpoint
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/health", (ModelShelf models, PreparedFolder folder) => TypedResults.Ok(Report(models, folder)));
        app.MapGet("/api/health/live", (ModelShelf models, PreparedFolder folder) => Status(Report(models, folder).Live));
        app.MapGet("/api/health/ready", (ModelShelf models, PreparedFolder folder) => Status(Report(models, folder).Ready));
    }

    /// <summary>
    /// How the server is. status: ok; degraded, when a model file is no good and something else answers; starting, while the files are being made;
    /// failed, when nothing can answer. It is ready when it is ok or degraded. The model is the one that answers unless asked otherwise, int8:
    /// notLoaded, ready, or failed.
    /// </summary>
    /// <remarks>This loads no model: asking for the health must not cost what it reports.</remarks>
    public static HealthReport Report(ModelShelf models, PreparedFolder folder)
    {
        throw new NotImplementedException("Task 6 - report the server's health. Hint: ServedModel.Opened and Failure, File.Exists, MemorySnapshot.OfThisProcess.");
    }

    private static IResult Status(bool good) => good ? TypedResults.Ok() : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
}

/// <summary>What GET /api/health answers.</summary>
public sealed record HealthReport(string Status, bool Live, bool Ready, ModelHealth Model, MemoryHealth Memory, double UptimeSeconds);

/// <summary>The model that answers unless asked otherwise.</summary>
public sealed record ModelHealth(string State, string Format, long Bytes);

/// <summary>Memory in bytes: what only swap could free, what the system can drop and read again, and what .NET's collector looks after.</summary>
public sealed record MemoryHealth(long AnonymousBytes, long FileBytes, long ManagedBytes);
