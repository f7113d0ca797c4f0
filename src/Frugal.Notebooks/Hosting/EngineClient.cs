using System.ComponentModel;
using Frugal.Notebooks.Engine;
using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Hosting;

/// <summary>An engine in a separate process. If the process ends, for example by a crash in native code, a new one replaces it.</summary>
internal sealed class EngineClient : IDisposable
{
    private const int Remembered = 64;       // number of cells whose threads may still write after the cell has ended
    private const int MostPrinted = 256 * 1024;
    private readonly IReadOnlyList<string> host;
    private readonly Lock gate = new();
    private readonly SortedList<long, ICellOutput> outputs = [];
    private EngineProcess? process;
    private Task replaced = Task.CompletedTask;
    private ProcessEnd? loss;
    private long lastId;
    private int printed;
    private bool disposed;

    /// <summary>Starts the process with the command line <paramref name="host"/>, to which a pipe's name is appended.</summary>
    public EngineClient(IReadOnlyList<string> host)
    {
        this.host = host;
        Start();
    }

    /// <summary>The id of the process that runs the cells; null if there is none.</summary>
    public int? ProcessId => Current?.Id;

    private EngineProcess? Current
    {
        get
        {
            lock (gate)
            {
                return process;
            }
        }
    }

    /// <summary>Runs a cell; see <see cref="CSharpEngine.RunAsync"/>.</summary>
    /// <exception cref="EngineEndedException">The process ended, because of the cell or for another reason. The next cell runs in a new one.</exception>
    /// <exception cref="FrugalException">The process cannot be started.</exception>
    public async Task<CellResult> RunAsync(string code, string cell, ICellOutput output, CancellationToken interruption)
    {
        var (engine, replaced) = Start();
        try
        {
            await engine.Ready.WaitAsync(interruption).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Errors.Interrupted(cell);
        }
        catch (EngineEndedException ended)
        {
            await replaced.ConfigureAwait(false);
            throw new FrugalException($"The process that runs the cells does not start: it {ended.End.Deed}. Run the cell again; if that fails too, build the project again.", ended);
        }

        var id = Remember(output);
        using var asking = interruption.Register(() => engine.Send(new InterruptCell(id)));
        try
        {
            var ended = (CellEnded)await engine.AskAsync(new RunCell(id, code, cell)).ConfigureAwait(false);
            return new CellResult { Value = ended.Value is { } value ? MimeData.Bundle(value) : null, Error = ended.Error, Interrupted = ended.Interrupted };
        }
        catch (EngineEndedException)
        {
            await replaced.ConfigureAwait(false);   // the next cell must not run in the old process
            throw;
        }
    }

    /// <summary>The completions at <paramref name="position"/>; empty if the process ends in the meantime.</summary>
    public async Task<CompletionList> CompleteAsync(string code, int position) =>
        await LookAsync(id => new CompleteCode(id, code, position)).ConfigureAwait(false) is Completions answer ? answer.List : new CompletionList(position, position, []);

    /// <summary>Describes the name at <paramref name="position"/>; null if there is no known name.</summary>
    public async Task<MimeBundle?> InspectAsync(string code, int position) =>
        await LookAsync(id => new InspectCode(id, code, position)).ConfigureAwait(false) is Inspected { Data: { } data } ? MimeData.Bundle(data) : null;

    /// <summary>Whether <paramref name="code"/> is a complete cell.</summary>
    public async Task<Completeness> CheckAsync(string code) =>
        await LookAsync(id => new CheckCode(id, code)).ConfigureAwait(false) is CodeChecked answer ? answer.Answer : Completeness.Complete;

    /// <summary>Kills the process, for a cell that does not end.</summary>
    public void Kill() => Current?.Kill();

    /// <summary>Returns once how the process ended while no cell was running; null if it did not end.</summary>
    public ProcessEnd? TakeLoss()
    {
        lock (gate)
        {
            (var taken, loss) = (loss, null);
            return taken;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        EngineProcess? last;
        lock (gate)
        {
            (last, process, disposed) = (process, null, true);
        }

        last?.Dispose();
    }

    /// <summary>The process, started if necessary, and a task that completes when it has been replaced.</summary>
    private (EngineProcess Process, Task Replaced) Start()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (process is not null)
            {
                return (process, replaced);
            }

            try
            {
                process = new EngineProcess(host, Take, Print);
            }
            catch (Win32Exception failure)
            {
                throw new FrugalException($"The process that runs the cells cannot be started by '{string.Join(' ', host)}': {failure.Message} Build the project again, then run 'frugal kernel install'.", failure);
            }

            replaced = ReplaceAsync(process);
            return (process, replaced);
        }
    }

    /// <summary>Starts a new process as soon as <paramref name="old"/> has ended, unless that never became ready.</summary>
    private async Task ReplaceAsync(EngineProcess old)
    {
        var end = await old.Ended.ConfigureAwait(false);
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            process = null;
            if (old.Ready.IsCompletedSuccessfully)
            {
                loss = end;
                Start();
            }
        }
    }

    private async Task<HostMessage?> LookAsync(Func<long, HostMessage> request)
    {
        try
        {
            var (engine, _) = Start();
            await engine.Ready.ConfigureAwait(false);
            return await engine.AskAsync(request(Interlocked.Increment(ref lastId))).ConfigureAwait(false);
        }
        catch (EngineEndedException)
        {
            return null;
        }
    }

    private long Remember(ICellOutput output)
    {
        lock (gate)
        {
            var id = Interlocked.Increment(ref lastId);
            outputs.Add(id, output);
            printed = 0;
            if (outputs.Count > Remembered)
            {
                outputs.RemoveAt(0);
            }

            return id;
        }
    }

    private void Take(HostMessage message)
    {
        ICellOutput? output;
        lock (gate)
        {
            output = outputs.GetValueOrDefault(message.Id) ?? outputs.Values.LastOrDefault();
        }

        switch (message)
        {
            case CellText text:
                output?.Write(text.Stream, text.Text);
                break;
            case CellShown shown:
                output?.Show(new DisplayedValue(MimeData.Bundle(shown.Data), shown.Display, shown.Update));
                break;
            case LineWanted prompt when output is not null:
                _ = Task.Factory.StartNew(() => AskReader(prompt, output), TaskCreationOptions.LongRunning);
                break;
        }
    }

    private void AskReader(LineWanted prompt, ICellOutput output)
    {
        try
        {
            Current?.Send(new TypedLine(prompt.Id, output.ReadLine(new InputPrompt(prompt.Prompt, prompt.Secret)), null));
        }
        catch (FrugalException nobody)
        {
            Current?.Send(new TypedLine(prompt.Id, null, nobody.Message));
        }
        catch (OperationCanceledException)
        {
            // The cell was interrupted and no longer waits.
        }
    }

    /// <summary>Assigns text that native code prints directly to the running cell, or to the last one that ran.</summary>
    private void Print(StreamKind stream, string text)
    {
        ICellOutput? output;
        lock (gate)
        {
            printed += text.Length;
            output = printed <= MostPrinted ? outputs.Values.LastOrDefault() : null;
        }

        output?.Write(stream, text);
    }
}
