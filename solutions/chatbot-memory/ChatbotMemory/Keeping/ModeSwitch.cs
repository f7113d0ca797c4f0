using ChatbotMemory.Files;
using ChatbotMemory.Modes;
using Frugal.Serving.Problems;

namespace ChatbotMemory.Keeping;

/// <summary>The mode of the server, which can change while it runs: the old mode's memory is free before the new one takes any.</summary>
public sealed class ModeSwitch(KeeperFactory factory, BackgroundFormMaker maker) : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim switching = new(1, 1);
    private readonly Lock gate = new();
    private Period? current;

    /// <summary>The mode now.</summary>
    public MemoryMode Mode => Current.Mode;

    /// <summary>The forms that clients may ask for now; the first one answers unless they do.</summary>
    public IReadOnlyList<ModelForm> Forms => Current.Keeper.Forms;

    /// <summary>All forms of the model.</summary>
    public ModelForms AllForms => factory.Forms;

    /// <summary>The forms in memory now. Never waits.</summary>
    public IReadOnlyList<string> Loaded => Current.Keeper.Loaded;

    private Period Current
    {
        get
        {
            lock (gate)
            {
                return current ??= new(factory.Chosen, factory.Create(factory.Chosen));
            }
        }
    }

    /// <summary>Begins to load what the mode has in memory from the start.</summary>
    public void Warm()
    {
        var keeper = Current.Keeper;
        if (keeper.Forms[0].Ready)
        {
            keeper.Warm();
        }
        else
        {
            _ = maker.Done.ContinueWith(_ => { if (keeper == Current.Keeper && keeper.Forms[0].Ready) { keeper.Warm(); } }, TaskScheduler.Default);
        }
    }

    /// <summary>Lends a model for one use.</summary>
    /// <param name="model">The form's name; null for the mode's own.</param>
    /// <param name="use">Uses it; its token is cancelled too when another mode begins.</param>
    /// <param name="cancellation">Nobody wants the answer any more.</param>
    /// <exception cref="ProblemException">There is no such model (400), its file is not there (503), or the mode changed (503).</exception>
    public async Task<T> UseAsync<T>(string? model, Func<ServedModel, CancellationToken, Task<T>> use, CancellationToken cancellation)
    {
        var period = await EnterAsync(cancellation);
        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, period.Stop.Token);
            var form = Form(period.Keeper, model);
            await maker.RequireAsync(form, both.Token);
            return await period.Keeper.UseAsync(form, served => use(served, both.Token), both.Token);
        }
        catch (OperationCanceledException) when (period.Stop.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ProblemException(new(503, "mode_changed", "The mode was changed", "The answer was stopped, because the server keeps its model in another way now. Ask again.") { RetryAfter = TimeSpan.FromSeconds(1) });
        }
        finally
        {
            Leave(period);
        }
    }

    /// <summary>Changes the mode. Answers that are being written have 5 s to end; then the old mode's memory is freed.</summary>
    /// <exception cref="ProblemException">The mode is not offered for this model (409).</exception>
    public async Task SwitchAsync(MemoryMode mode, CancellationToken cancellation)
    {
        if (ModeOffer.All(factory.Forms)[(int)mode] is { Detail: { } why })
        {
            throw new ProblemException(new(409, "mode_not_offered", "The mode is not possible with this model", why));
        }

        await switching.WaitAsync(cancellation);
        try
        {
            var old = Current;
            if (old.Mode == mode)
            {
                return;
            }

            lock (gate)
            {
                old.Closed = true;
                if (old.Users == 0)
                {
                    old.Empty.TrySetResult();
                }
            }

            await Task.WhenAny(old.Empty.Task, Task.Delay(Grace, CancellationToken.None));
            await old.Stop.CancelAsync();
            await old.Empty.Task;
            await FreeAsync(old);
            lock (gate)
            {
                current = new(mode, factory.Create(mode));
            }

            old.Replaced.SetResult();
            Warm();
        }
        finally
        {
            switching.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (current is { } last)
        {
            await last.Keeper.DisposeAsync();
        }
    }

    private static ModelForm Form(IModelKeeper keeper, string? model) => model is null
        ? keeper.Forms[0]
        : keeper.Forms.FirstOrDefault(form => form.Name == model)
            ?? throw new ProblemException(new(400, "unknown_model", "There is no such model", $"In this mode 'model' is one of {string.Join(", ", keeper.Forms.Select(form => form.Name))}."));

    private static async Task FreeAsync(Period old)
    {
        await old.Keeper.DisposeAsync();
        FreedMemory.Return();
    }

    private async Task<Period> EnterAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var period = Current;
            lock (gate)
            {
                if (!period.Closed)
                {
                    period.Users++;
                    return period;
                }
            }

            await period.Replaced.Task.WaitAsync(cancellation);
        }
    }

    private void Leave(Period period)
    {
        lock (gate)
        {
            if (--period.Users == 0 && period.Closed)
            {
                period.Empty.TrySetResult();
            }
        }
    }

    /// <summary>The time in which one mode is in force.</summary>
    private sealed class Period(MemoryMode mode, IModelKeeper keeper)
    {
        public MemoryMode Mode => mode;

        public IModelKeeper Keeper => keeper;

        public CancellationTokenSource Stop { get; } = new();

        public TaskCompletionSource Empty { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Users { get; set; }

        public bool Closed { get; set; }
    }
}
