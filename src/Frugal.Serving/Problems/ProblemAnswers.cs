using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Frugal.Serving.Problems;

/// <summary>Answers failures as <c>application/problem+json</c>. Exception messages and stack traces are sent only if they were written for the client.</summary>
public static class ProblemAnswers
{
    /// <summary>Turns exceptions from the rest of the pipeline into problem responses.</summary>
    /// <param name="app">The pipeline; call this first.</param>
    /// <param name="translate">Maps the application's own exceptions to problems; where it returns null, the defaults here apply.</param>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app, Func<Exception, Problem?>? translate = null)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Frugal.Serving");
        return app.Use(async (context, next) =>
        {
            try
            {
                await next(context).ConfigureAwait(false);
                if (Unanswered(context) is { } problem)
                {
                    await context.Response.WriteProblemAsync(problem).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client has disconnected.
            }
            catch (Exception failure) when (!context.Response.HasStarted)
            {
                var problem = translate?.Invoke(failure) ?? Translate(failure);
                if (problem.Status == StatusCodes.Status500InternalServerError)
                {
                    log.LogError(failure, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
                }

                await context.Response.WriteProblemAsync(problem).ConfigureAwait(false);
            }
        });
    }

    /// <summary>Writes <paramref name="problem"/> as the complete response.</summary>
    public static Task WriteProblemAsync(this HttpResponse response, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(problem);
        response.Clear();
        if (problem.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return TypedResults.Problem(problem.Detail, statusCode: problem.Status, title: problem.Title,
            extensions: new Dictionary<string, object?> { ["code"] = problem.Code }).ExecuteAsync(response.HttpContext);
    }

    private static Problem Translate(Exception failure) => failure switch
    {
        ProblemException { Problem: var problem } => problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(413, "too_large", "The upload is too large", "The upload is larger than the server reads. Send a smaller picture."),
        BadHttpRequestException bad => new(bad.StatusCode, "bad_request", "The request cannot be read", "The request is not complete or not well formed. Send it again."),
        _ => Problem.Unexpected(),
    };

    /// <summary>The problem for an error that the framework answered without a body: unknown address, wrong method, wrong content type.</summary>
    private static Problem? Unanswered(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentLength is > 0 || response.ContentType is not null)
        {
            return null;
        }

        return response.StatusCode switch
        {
            404 => new(404, "not_found", "There is nothing here", "No page or resource has this address."),
            405 => new(405, "wrong_method", "The method is not allowed", "This address does not answer this method."),
            var status => new(status, "refused", "The request was refused", "The request cannot be answered as it is."),
        };
    }
}
