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
    /// How the server is. A model is usable if it has been opened, or if its file is there and nobody has failed to open it (<see cref="ServedModel.Failure"/>).
    /// <list type="bullet">
    /// <item>status "ok": both classifiers are usable, and neither has a failure.</item>
    /// <item>"starting": the files are being made, and there is no usable classifier or no int8 file yet. A normal start is not a failure.</item>
    /// <item>"degraded": something is wrong, and one classifier is usable: it answers.</item>
    /// <item>"failed": no classifier is usable, and no files are being made.</item>
    /// <item>live: always true while the process answers, so that it is not restarted for a missing file. ready: status is ok or degraded, so that it gets requests.</item>
    /// <item>model: the int8 classifier, which answers unless asked otherwise. state "ready" once it is opened, "failed" if that failed, otherwise "notLoaded"; format; bytes of its file, 0 without one.</item>
    /// <item>memory: anonymous, file-backed and managed bytes of this process; uptimeSeconds since the process started.</item>
    /// </list>
    /// </summary>
    /// <remarks>This opens and reads no model: asking for the health must not cost what it reports.</remarks>
    public static HealthReport Report(ModelShelf models, PreparedFolder folder)
    {
        throw new NotImplementedException("Task 7 - report the server's health. Hint: ServedModel.Opened and Failure, File.Exists, MemorySnapshot.OfThisProcess.");
    }

    private static IResult Status(bool good) => good ? TypedResults.Ok() : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
}

/// <summary>What GET /api/health answers.</summary>
public sealed record HealthReport(string Status, bool Live, bool Ready, ModelHealth Model, MemoryHealth Memory, double UptimeSeconds);

/// <summary>The model that answers unless asked otherwise.</summary>
public sealed record ModelHealth(string State, string Format, long Bytes);

/// <summary>Memory in bytes: what only swap could free, what the system can drop and read again, and what .NET's collector looks after.</summary>
public sealed record MemoryHealth(long AnonymousBytes, long FileBytes, long ManagedBytes);
