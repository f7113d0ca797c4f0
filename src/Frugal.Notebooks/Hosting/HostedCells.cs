using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Hosting;

/// <summary>Answers a kernel's messages with a local engine.</summary>
internal sealed class HostedCells : IDisposable
{
    private readonly HostChannel kernel;
    private readonly CSharpEngine engine = new();
    private readonly Lock gate = new();
    private (long Id, CancellationTokenSource Interruption, HostedOutput Output)? running;

    public HostedCells(HostChannel kernel)
    {
        this.kernel = kernel;
        _ = Task.Run(async () =>
        {
            await CSharpEngine.WarmUpAsync().ConfigureAwait(false);
            kernel.Send(new EngineReady());
        });
    }

    /// <summary>Starts handling <paramref name="message"/>; the reply goes to the kernel.</summary>
    public void Take(HostMessage message)
    {
        switch (message)
        {
            case RunCell run:
                Start(run);
                break;
            case InterruptCell:
                lock (gate)
                {
                    _ = running?.Id == message.Id ? running.Value.Interruption.CancelAsync() : Task.CompletedTask;
                }

                break;
            case TypedLine line:
                lock (gate)
                {
                    running?.Output.Answer(line);
                }

                break;
            default:
                _ = Task.Run(() => kernel.Send(Look(message)));
                break;
        }
    }

    public void Dispose() => engine.Dispose();

    private void Start(RunCell run)
    {
        var interruption = new CancellationTokenSource();
        var output = new HostedOutput(kernel, run.Id, interruption.Token);
        lock (gate)
        {
            running = (run.Id, interruption, output);
        }

        kernel.Send(new CellStarted(run.Id));
        _ = Task.Run(async () =>
        {
            var result = await engine.RunAsync(run.Code, run.Cell, output, interruption.Token).ConfigureAwait(false);
            lock (gate)
            {
                running = null;
            }

            output.Dispose();
            kernel.Send(new CellEnded(run.Id, result.Value is { } value ? MimeData.Of(value) : null, result.Error, result.Interrupted));
        });
    }

    private HostMessage Look(HostMessage message)
    {
        try
        {
            return message switch
            {
                CompleteCode asked => new Completions(asked.Id, engine.Complete(asked.Code, asked.Position)),
                InspectCode asked => new Inspected(asked.Id, engine.Inspect(asked.Code, asked.Position) is { } found ? MimeData.Of(found) : null),
                CheckCode asked => new CodeChecked(asked.Id, CSharpEngine.IsComplete(asked.Code)),
                _ => throw new InvalidOperationException($"A kernel sends no {message.GetType().Name}."),
            };
        }
        catch (Exception failure)   // reported to the notebook's user as the reply
        {
            return new CellEnded(message.Id, null, Errors.Of(failure), Interrupted: false);
        }
    }
}
