using Frugal.Measuring;
using Frugal.Serving.Models;

namespace Frugal.Serving.Tests.Pool;

/// <summary>A pool of fake models on a manual clock. What the pool runs in the background waits until a test runs it, in this thread.</summary>
internal sealed class Stage : IDisposable
{
    private readonly List<Action> background = [];
    private readonly Dictionary<string, ModelMemory> needs;

    /// <param name="options">The pool's options.</param>
    /// <param name="models">The models' names, with what they need: anonymous and file-backed bytes. A name that ends in '!' is pinned.</param>
    public Stage(ModelPoolOptions options, params (string Name, long Anonymous, long FileBacked)[] models)
    {
        needs = models.ToDictionary(model => model.Name.TrimEnd('!'), model => Memory(model.Anonymous, model.FileBacked));
        Pool = new(models.Select(model => Source(model.Name.TrimEnd('!'), model.Name.EndsWith('!'))).ToList(), options, Clock, work =>
        {
            lock (background)
            {
                background.Add(work);
            }
        });
    }

    public ModelPool<FakeModel> Pool { get; }

    public ManualClock Clock { get; } = new();

    /// <summary>What was loaded (+a), refused by its loader (!a) and freed (-a), in order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Names whose loads fail.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>Called at the end of each load.</summary>
    public Action<FakeModel>? Born { get; init; }

    /// <summary>Called while each model is freed.</summary>
    public Action<FakeModel>? Freed { get; init; }

    public int Background => background.Count;

    public static ModelMemory Memory(long anonymous, long fileBacked = 0) => new(new ByteSize(anonymous), new ByteSize(fileBacked));

    public static MemoryBudget Budget(long anonymous, long? fileBacked = null) => new(new ByteSize(anonymous), fileBacked is { } bytes ? new ByteSize(bytes) : null);

    public void Need(string name, long anonymous) => needs[name] = Memory(anonymous);

    public ModelStatus this[string name] => Pool.Status.Single(status => status.Name == name);

    /// <summary>The names of the models in service, in the pool's order.</summary>
    public string Loaded => string.Concat(Pool.Status.Where(status => status.State == ModelState.Ready).Select(status => status.Name));

    public Task<Answer<FakeModel>> Ask(string name, CancellationToken cancellation = default) =>
        Pool.Scheduler.Request(Pool.Scheduler.Entries.Single(entry => entry.Name == name), cancellation);

    /// <summary>Asks for a model that is ready or can be made ready now.</summary>
    public ModelLease<FakeModel> Rent(string name)
    {
        var answer = Ask(name);
        Settle();
        return Granted(answer);
    }

    public void Use(string name) => Rent(name).Dispose();

    public ModelLease<FakeModel> Granted(Task<Answer<FakeModel>> answer)
    {
        Assert.That(answer.IsCompletedSuccessfully, Is.True, "the request should be answered");
        Assert.That(answer.Result.Refusal, Is.Null);
        return new(Pool.Scheduler, answer.Result.Granted!);
    }

    /// <summary>Runs what waits in the background, in order, until nothing does.</summary>
    public void Settle()
    {
        while (RunOne(0))
        {
        }
    }

    /// <summary>Runs one piece of background work.</summary>
    public bool RunOne(int which)
    {
        Action work;
        lock (background)
        {
            if (background.Count == 0)
            {
                return false;
            }

            work = background[which % background.Count];
            background.RemoveAt(which % background.Count);
        }

        work();
        return true;
    }

    public void Dispose()
    {
        Pool.Dispose();
        Settle();
    }

    private ModelSource<FakeModel> Source(string name, bool pinned) => new(name, name + ".bin", _ =>
    {
        if (Broken.Contains(name))
        {
            Log.Add("!" + name);
            throw new FrugalException($"{name} is broken");
        }

        Log.Add("+" + name);
        var model = new FakeModel(name, freed =>
        {
            Log.Add("-" + name);
            Freed?.Invoke(freed);
        });
        Born?.Invoke(model);
        return model;
    })
    { Memory = _ => needs[name], Pinned = pinned };
}
