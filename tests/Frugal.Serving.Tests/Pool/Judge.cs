using Frugal.Serving.Models;

namespace Frugal.Serving.Tests.Pool;

/// <summary>
/// The simple model that a pool is checked against: it knows which models live, who holds them and who waits, from what is seen outside,
/// and fails the test at the first event that the promises do not allow.
/// </summary>
internal sealed class Judge : IDisposable
{
    private static readonly string[] Names = ["a", "b", "c", "d", "p"];
    private static readonly long[] Needs = [1, 2, 3, 9, 1];            // d never fits beside p
    private const long Budget = 5;
    private const int Places = 3;
    private static readonly ModelPoolOptions Options = new()
    {
        Memory = Stage.Budget(Budget),
        MaxModels = Places,
        CollateFor = TimeSpan.FromSeconds(5),
        LongestWait = TimeSpan.FromSeconds(20),
        RetryAfter = TimeSpan.FromSeconds(10),
    };

    private readonly Stage stage;
    private readonly List<(string Name, FakeModel Model)> live = [];
    private readonly HashSet<FakeModel> givenUp = [];                   // unloaded by request, or not healthy
    private readonly HashSet<FakeModel> retired = [];                   // not in service any more, and not yet freed: another copy may be loaded where both fit
    private readonly List<ModelLease<FakeModel>> leases = [];
    private readonly List<(string Name, Task<Answer<FakeModel>> Answer, CancellationTokenSource Caller, long Since)> asked = [];
    private bool closed;
    private string? violation;

    public Judge()
    {
        stage = new(Options, [.. Names.Zip(Needs, (name, need) => (name == "p" ? "p!" : name, need, 1L))]) { Born = Born, Freed = Died };
    }

    /// <summary>Does one random thing, then checks everything.</summary>
    public void Do(int random)
    {
        var (what, which) = (random % 16, random / 16);
        switch (what)
        {
            case <= 4:
                Ask(Names[which % Names.Length]);
                break;
            case <= 7 when leases.Count > 0:
                Return(which % leases.Count);
                break;
            case <= 11:
                stage.RunOne(which);
                break;
            case 12:
                stage.Clock.Advance(TimeSpan.FromSeconds(which % 8));
                break;
            case 13 when asked.Count > 0:
                asked[which % asked.Count].Caller.Cancel();
                break;
            case 14:
                Trouble(which);
                break;
            case 15 when which % 4 == 0:
                stage.Clock.Advance(TimeSpan.FromMinutes(which % 7));
                break;
        }

        Check();
    }

    /// <summary>Returns everything: now every request must be answered, idle models must go, and closing must leave nothing.</summary>
    public void End()
    {
        stage.Broken.Clear();
        stage.Settle();
        for (var round = 0; asked.Count > 0 || leases.Count > 0; round++)
        {
            Assert.That(round, Is.LessThan(1000), $"{asked.Count} requests are never answered: {string.Join(", ", stage.Pool.Status)}");
            while (leases.Count > 0)
            {
                Return(0);
            }

            stage.Settle();
            Check();
        }

        stage.Clock.Advance(Options.IdleAfter);
        stage.Settle();
        Assert.That(live.Select(model => model.Name), Is.SubsetOf(new[] { "p" }), "after the idle time only pinned models stay");
        closed = true;
        stage.Pool.Dispose();
        stage.Settle();
        Assert.That(live, Is.Empty, "after closing");
        Assert.That(violation, Is.Null);
        Assert.That(stage.Pool.Status.Select(status => status.Memory), Is.All.EqualTo(default(ModelMemory)));
    }

    public void Dispose()
    {
        closed = true;
        stage.Dispose();
        asked.ForEach(request => request.Caller.Dispose());
    }

    private void Ask(string name)
    {
        var caller = new CancellationTokenSource();
        var before = stage.Log.Count;
        var answer = stage.Ask(name, caller.Token);
        if (name == "d")
        {
            Assert.That(answer.IsCompleted && answer.Result.Refusal?.Code == "model_too_large" && stage.Log.Count == before, Is.True, "what never fits is refused at once");
        }

        asked.Add((name, answer, caller, stage.Clock.GetTimestamp()));
    }

    private void Return(int which)
    {
        var lease = leases[which];
        leases.RemoveAt(which);
        lease.Dispose();
    }

    private void Trouble(int which)
    {
        var name = Names[which % Names.Length];
        switch (which / 8 % 4)
        {
            case 0:
                live.Where(model => model.Name == name).ToList().ForEach(model => givenUp.Add(model.Model));
                stage.Pool.Unload(name);
                break;
            case 1:
                foreach (var (_, model) in live.Where(model => model.Name == name))
                {
                    model.IsHealthy = false;
                    givenUp.Add(model);
                }

                break;
            case 2:
                stage.Broken.Add(name);
                break;
            default:
                stage.Broken.Clear();
                break;
        }
    }

    /// <summary>Notes what is wrong: the pool catches what a loader throws.</summary>
    private void Born(FakeModel model)
    {
        Note(live.Any(other => other.Name == model.Name && !retired.Contains(other.Model)), $"{model.Name} is loaded twice");
        live.Add((model.Name, model));
        Note(live.Sum(one => Needs[Array.IndexOf(Names, one.Name)]) > Budget, $"too many bytes after the load of {model.Name}");
        Note(live.Count > Places, $"too many models after the load of {model.Name}");
    }

    private void Died(FakeModel model)
    {
        Note(leases.Any(lease => lease.Model == model), $"{model.Name} is freed while it is on lease");
        Note(model.Name == "p" && !closed && !givenUp.Contains(model), "a pinned model is unloaded");
        Note(live.RemoveAll(one => one.Model == model) != 1, $"{model.Name} is freed twice");
    }

    private void Note(bool wrong, string what)
    {
        if (wrong)
        {
            violation ??= what;
        }
    }

    private void Check()
    {
        foreach (var request in asked.Where(request => request.Answer.IsCompleted).ToList())
        {
            asked.Remove(request);
            request.Caller.Dispose();
            if (request.Answer is { IsCompletedSuccessfully: true, Result.Granted: { } granted })
            {
                Assert.That(live, Does.Contain((request.Name, granted.Model)), "a request got a model that is not in memory");
                leases.Add(new(stage.Pool.Scheduler, granted));
            }
        }

        var now = stage.Clock.GetTimestamp();
        Assert.That(asked.Where(request => stage.Clock.GetElapsedTime(request.Since, now) >= Options.LongestWait), Is.Empty, "a request waits for longer than it may");
        var counted = default(ModelMemory);
        foreach (var status in stage.Pool.Status)
        {
            counted += status.Memory;
            Note(status.Waiting != asked.Count(request => request.Name == status.Name), $"{status}: {asked.Count(request => request.Name == status.Name)} requests wait");
            Note(status.Leases != leases.Count(lease => lease.Name == status.Name), $"{status}: {leases.Count(lease => lease.Name == status.Name)} are on lease");
            retired.UnionWith(live.Where(model => model.Name == status.Name && (status.State != ModelState.Ready || givenUp.Contains(model.Model))).Select(model => model.Model));
            Note(status.State == ModelState.Ready && live.All(model => model.Name != status.Name), $"{status}: there is no such model in memory");
        }

        Assert.That(violation, Is.Null);
        Assert.That(counted.Anonymous.Bytes, Is.InRange(live.Sum(model => Needs[Array.IndexOf(Names, model.Name)]), Budget), "bytes counted, loads in flight included");
        Assert.That(counted.FileBacked.Bytes, Is.LessThanOrEqualTo(Places), "models counted, loads in flight included");
    }
}
