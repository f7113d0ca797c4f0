using System.Net;
using Frugal.Serving.Limits;
using Frugal.Serving.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Frugal.Serving.Tests;

public class ProblemAnswersTests
{
    [Test]
    public async Task Failures_are_told_as_problem_details_and_secrets_stay_inside()
    {
        await using var site = await TinySite.StartAsync(_ => { }, app =>
        {
            app.UseProblems(failure => failure is NotSupportedException ? new(422, "mine", "Mine", "Told by the application.") : null);
            app.MapGet("/busy", (HttpContext _) => throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(2.5))));
            app.MapGet("/mine", (HttpContext _) => throw new NotSupportedException());
            app.MapGet("/bug", (HttpContext _) => throw new InvalidOperationException("the secret path"));
        });

        using var busy = await site.Client.GetAsync("/busy");
        Assert.That(await TinySite.ProblemAsync(busy), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "busy")));
        Assert.That(busy.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(await TinySite.ProblemAsync(await site.Client.GetAsync("/mine")), Is.EqualTo(((HttpStatusCode)422, "mine")));
        using var bug = await site.Client.GetAsync("/bug");
        Assert.That(await TinySite.ProblemAsync(bug), Is.EqualTo((HttpStatusCode.InternalServerError, "unexpected")));
        Assert.That(await bug.Content.ReadAsStringAsync(), Does.Not.Contain("secret").And.Not.Contain("   at "));
        Assert.That(await TinySite.ProblemAsync(await site.Client.GetAsync("/nowhere")), Is.EqualTo((HttpStatusCode.NotFound, "not_found")));
        Assert.That(await TinySite.ProblemAsync(await site.Client.PostAsync("/busy", null)), Is.EqualTo((HttpStatusCode.MethodNotAllowed, "wrong_method")));
    }

    [Test]
    public async Task Who_asks_too_often_is_told_when_to_come_back()
    {
        await using var site = await TinySite.StartAsync(
            builder => builder.Services.AddClientRateLimit(new(PerSecond: 1, Burst: 2), context => context.Request.Path != "/free"),
            app =>
            {
                app.UseProblems();
                app.UseRateLimiter();
                app.MapGet("/{name}", (string name) => name);
            });

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add(await site.Client.GetAsync("/counted"));
        }

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToArray();
        Assert.That(refused, Has.Length.InRange(1, 3), "a token may come back in between on a slow machine");
        Assert.That(await TinySite.ProblemAsync(refused[0]), Is.EqualTo((HttpStatusCode.TooManyRequests, "rate_limited")));
        Assert.That(refused[0].Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That((await site.Client.GetAsync("/free")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public void Rates_out_of_their_range_are_refused() => Assert.That(() => new ClientRate(0, 1), Throws.TypeOf<FrugalException>());
}
