using System.Text.Json.Nodes;
using System.Threading.Channels;
using Frugal.Notebooks.Hosting;
using Frugal.Notebooks.Kernel.Zmtp;

namespace Frugal.Notebooks.Kernel;

/// <summary>
/// A Jupyter kernel: requests of the shell channel run in sequence, those of the control channel at once. Messages that are not
/// signed with the connection's key are dropped. The cells run in another process, so that a crash in native code does not end the kernel.
/// </summary>
/// <remarks>The protocol: jupyter-client.readthedocs.io, "Messaging in Jupyter", version 5.4.</remarks>
public sealed class KernelServer : IDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);
    private readonly Channels channels;
    private readonly Action<string> log;
    private readonly EngineClient engine;
    private readonly ShellRequests requests;
    private readonly InputReplies replies = new();
    private readonly Channel<(long Number, JupyterMessage Message)> shell = Channel.CreateUnbounded<(long, JupyterMessage)>();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long received;

    /// <summary>Binds the five channels of <paramref name="connection"/> and starts serving.</summary>
    /// <param name="connection">Address, ports, key.</param>
    /// <param name="host">The command line that starts the process of <see cref="EngineHost"/>; a pipe's name is appended.</param>
    /// <param name="log">Receives one line per refused message or connection.</param>
    public KernelServer(ConnectionFile connection, IReadOnlyList<string> host, Action<string>? log = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(host);
        this.log = log ?? (_ => { });
        engine = new EngineClient(host);   // first: it starts while the sockets are being bound
        channels = new Channels(connection, this.log);
        requests = new ShellRequests(channels, engine, replies);
        channels.Shell.OnMessage = (identity, frames) => Read(identity, frames, message => shell.Writer.TryWrite((Interlocked.Increment(ref received), message)));
        channels.Control.OnMessage = (identity, frames) => Read(identity, frames, message => _ = Task.Run(() => Control(message)));
        channels.Stdin.OnMessage = (identity, frames) => Read(identity, frames, replies.Receive);
        channels.Start();
        channels.Publish("status", null, new JsonObject { ["execution_state"] = "starting" });
        _ = Task.Run(ServeShellAsync);
    }

    /// <summary>The bound ports.</summary>
    public (int Shell, int Control, int Iopub, int Stdin, int Heartbeat) Ports => channels.Ports;

    /// <summary>Completes when a client requests the shutdown.</summary>
    public Task Ended => ended.Task;

    /// <summary>Interrupts the running cell. If the cell keeps running, for example in native code, a second interruption kills its process.</summary>
    public void Interrupt() => requests.Interrupt();

    /// <inheritdoc/>
    public void Dispose()
    {
        shell.Writer.TryComplete();
        channels.Dispose();
        engine.Dispose();
    }

    private void Read(byte[] identity, IReadOnlyList<byte[]> frames, Action<JupyterMessage> take)
    {
        try
        {
            take(channels.Wire.Read(identity, frames));
        }
        catch (InvalidDataException failure)
        {
            log($"dropped {failure.Message}.");
        }
    }

    private async Task ServeShellAsync()
    {
        await foreach (var (number, message) in shell.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await BusyAsync(message, channels.Shell, async () =>
            {
                var answer = await requests.AnswerAsync(message, number, () => Interlocked.Read(ref received)).ConfigureAwait(false);
                return message.Type == "shutdown_request" ? ShutDown(message) : answer;
            }).ConfigureAwait(false);
        }
    }

    private Task Control(JupyterMessage message) => BusyAsync(message, channels.Control, () => Task.FromResult<JsonObject?>(message.Type switch
    {
        "kernel_info_request" => KernelInfo.Reply(),
        "shutdown_request" => ShutDown(message),
        "interrupt_request" => InterruptReply(),
        _ => null,
    }));

    private async Task BusyAsync(JupyterMessage message, RouterSocket channel, Func<Task<JsonObject?>> answer)
    {
        channels.Publish("status", message, new JsonObject { ["execution_state"] = "busy" });
        try
        {
            if (await answer().ConfigureAwait(false) is { } content)
            {
                channels.Reply(channel, message, content);
            }
        }
        catch (Exception failure)
        {
            log($"{message.Type} failed: {failure}");
            channels.Reply(channel, message, new JsonObject { ["status"] = "error", ["ename"] = failure.GetType().Name, ["evalue"] = failure.Message, ["traceback"] = new JsonArray() });
        }

        channels.Publish("status", message, new JsonObject { ["execution_state"] = "idle" });
        if (message.Type == "shutdown_request")
        {
            await channels.FlushAsync(LastWords).ConfigureAwait(false);
            ended.TrySetResult();
        }
    }

    private JsonObject InterruptReply()
    {
        Interrupt();
        return new JsonObject { ["status"] = "ok" };
    }

    private JsonObject ShutDown(JupyterMessage message)
    {
        var content = new JsonObject { ["status"] = "ok", ["restart"] = JupyterMessage.Flag(message.Content, "restart", otherwise: false) };
        channels.Publish("shutdown_reply", message, (JsonObject)content.DeepClone());
        return content;
    }
}
