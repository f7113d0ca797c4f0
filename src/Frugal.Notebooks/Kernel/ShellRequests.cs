using System.Text.Json.Nodes;
using Frugal.Charts.Formatting;
using Frugal.Notebooks.Engine;
using Frugal.Notebooks.Hosting;

namespace Frugal.Notebooks.Kernel;

/// <summary>Handles the requests of the shell channel.</summary>
internal sealed class ShellRequests(Channels channels, EngineClient engine, InputReplies replies)
{
    private static readonly TimeSpan NativeGrace = TimeSpan.FromSeconds(3);
    private readonly List<(int Count, string Code)> history = [];
    private readonly List<int> ran = [];   // execution counts of the cells that ran in the current process
    private readonly Lock gate = new();
    private CancellationTokenSource? running;
    private CellOutput? stuck;
    private bool killed;
    private int count;
    private long abortedUpTo;

    /// <summary>The reply's content; null for messages without a reply.</summary>
    /// <param name="message">The request.</param>
    /// <param name="number">The message's number among those received.</param>
    /// <param name="received">The number of the newest message received.</param>
    public async Task<JsonObject?> AnswerAsync(JupyterMessage message, long number, Func<long> received)
    {
        var content = message.Content;
        var code = JupyterMessage.Text(content, "code") ?? "";
        switch (message.Type)
        {
            case "execute_request":
                return number <= abortedUpTo ? new JsonObject { ["status"] = "aborted", ["execution_count"] = count } : await ExecuteAsync(message, code, received).ConfigureAwait(false);
            case "complete_request":
                return Complete(code, await engine.CompleteAsync(code, CodePoints.ToUnits(code, JupyterMessage.Number(content, "cursor_pos"))).ConfigureAwait(false));
            case "inspect_request":
                var found = await engine.InspectAsync(code, CodePoints.ToUnits(code, JupyterMessage.Number(content, "cursor_pos"))).ConfigureAwait(false);
                return new JsonObject { ["status"] = "ok", ["found"] = found is not null, ["data"] = found?.ToJson() ?? [], ["metadata"] = new JsonObject() };
            case "is_complete_request":
                var status = await engine.CheckAsync(code).ConfigureAwait(false);
                var reply = new JsonObject { ["status"] = status.ToString().ToLowerInvariant() };
                if (status == Completeness.Incomplete)
                {
                    reply["indent"] = code.TrimEnd().EndsWith('{') ? "    " : "";
                }

                return reply;
            case "kernel_info_request":
                return KernelInfo.Reply();
            case "history_request":
                return new JsonObject
                {
                    ["status"] = "ok",
                    ["history"] = new JsonArray([.. history.Select(entry => (JsonNode)new JsonArray(0, entry.Count, entry.Code))]),
                };
            case "comm_info_request":
                return new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() };
            case "comm_open":   // the kernel has no comm targets: it answers comm_close, as the protocol requires
                channels.Publish("comm_close", message, new JsonObject { ["comm_id"] = JupyterMessage.Text(content, "comm_id") ?? "", ["data"] = new JsonObject() });
                return null;
            case "connect_request":
                var ports = channels.Ports;
                return new JsonObject
                {
                    ["status"] = "ok",
                    ["shell_port"] = ports.Shell,
                    ["iopub_port"] = ports.Iopub,
                    ["stdin_port"] = ports.Stdin,
                    ["hb_port"] = ports.Heartbeat,
                    ["control_port"] = ports.Control,
                };
            default:
                return null;
        }
    }

    /// <summary>
    /// Interrupts the running cell. If an earlier interruption did not end it and the user has been warned, kills the cell's process.
    /// </summary>
    public void Interrupt()
    {
        lock (gate)
        {
            if (stuck is not null)
            {
                killed = true;
                engine.Kill();
            }

            _ = running is { IsCancellationRequested: false } cell ? cell.CancelAsync() : Task.CompletedTask;
        }
    }

    private async Task<JsonObject> ExecuteAsync(JupyterMessage request, string code, Func<long> received)
    {
        using var interruption = new CancellationTokenSource();
        lock (gate)
        {
            running = interruption;
        }

        var silent = JupyterMessage.Flag(request.Content, "silent", otherwise: false);
        if (!silent && JupyterMessage.Flag(request.Content, "store_history", otherwise: true))
        {
            history.Add((++count, code));
        }

        if (!silent)
        {
            channels.Publish("execute_input", request, new JsonObject { ["code"] = code, ["execution_count"] = count });
        }

        CellResult result;
        JsonObject expressions = [];
        using (var output = new CellOutput(channels, request, replies, interruption.Token))
        using (interruption.Token.Register(() => _ = WarnAsync(output, interruption)))
        {
            try
            {
                result = await RunAsync(code, output, interruption.Token).ConfigureAwait(false);
                Note(result, silent);
                expressions = result.Error is null ? await EvaluateAsync(request, output, interruption.Token).ConfigureAwait(false) : [];
            }
            catch (EngineEndedException ended)
            {
                result = Lost(ended.End, code);
            }
            catch (FrugalException failure)
            {
                result = new CellResult { Error = Errors.Of(failure) };
            }
        }

        lock (gate)
        {
            (running, stuck, killed) = (null, null, false);
        }

        return Tell(request, result, silent, expressions, received);
    }

    /// <summary>Runs a cell. If the process ends between two cells, even as this one is sent to it, the cell runs in the next process and its output begins with what was lost.</summary>
    private async Task<CellResult> RunAsync(string code, CellOutput output, CancellationToken interruption)
    {
        TellLoss(output);
        try
        {
            return await engine.RunAsync(code, $"cell {count}", output, interruption).ConfigureAwait(false);
        }
        catch (EngineEndedException ended) when (!ended.Started && !killed)
        {
            TellLoss(output);
            return await engine.RunAsync(code, $"cell {count}", output, interruption).ConfigureAwait(false);
        }
    }

    private void TellLoss(CellOutput output)
    {
        if (engine.TakeLoss() is { } loss)
        {
            output.Tell(CrashReport.BetweenCells(loss, ran));
            ran.Clear();
        }
    }

    /// <summary>Records which cells a user would have to run again.</summary>
    private void Note(CellResult result, bool silent)
    {
        if (!silent && result.Error is null && (ran.Count == 0 || ran[^1] != count))
        {
            ran.Add(count);
        }
    }

    private CellResult Lost(ProcessEnd end, string code)
    {
        _ = engine.TakeLoss();
        List<int> again = [.. ran.Where(cell => cell != count)];
        ran.Clear();
        return new CellResult { Error = killed ? CrashReport.Stuck(count, code, again) : CrashReport.Of(end, count, code, again) };
    }

    private JsonObject Tell(JupyterMessage request, CellResult result, bool silent, JsonObject expressions, Func<long> received)
    {
        if (result.Error is { } error)
        {
            var failure = Failure(error);
            if (!silent)
            {
                channels.Publish("error", request, (JsonObject)failure.DeepClone());
            }

            if (JupyterMessage.Flag(request.Content, "stop_on_error", otherwise: true))
            {
                abortedUpTo = received();
            }

            failure["status"] = "error";
            failure["execution_count"] = count;
            return failure;
        }

        if (result.Value is { } value && !silent)
        {
            channels.Publish("execute_result", request, new JsonObject { ["execution_count"] = count, ["data"] = value.ToJson(), ["metadata"] = new JsonObject() });
        }

        return new JsonObject { ["status"] = "ok", ["execution_count"] = count, ["payload"] = new JsonArray(), ["user_expressions"] = expressions };
    }

    /// <summary>Warns the user if an interrupted cell does not end: it runs code without checkpoints, and a second interruption kills its process.</summary>
    private async Task WarnAsync(CellOutput output, CancellationTokenSource cell)
    {
        await Task.Delay(NativeGrace).ConfigureAwait(false);
        lock (gate)
        {
            if (running == cell)
            {
                stuck = output;
                output.Tell("The cell is in a call that cannot be interrupted, of native code as a rule, and ends when that returns. Interrupt again to end its process; the variables are lost then.\n");
            }
        }
    }

    private async Task<JsonObject> EvaluateAsync(JupyterMessage request, CellOutput output, CancellationToken interruption)
    {
        JsonObject answers = [];
        foreach (var (name, expression) in request.Content["user_expressions"] as JsonObject ?? [])
        {
            var result = await engine.RunAsync((string?)expression ?? "", $"expression {name}", output, interruption).ConfigureAwait(false);
            var answer = result.Error is { } error ? Failure(error) : new JsonObject { ["data"] = (result.Value ?? new MimeBundle("")).ToJson(), ["metadata"] = new JsonObject() };
            answer["status"] = result.Error is null ? "ok" : "error";
            answers[name] = answer;
        }

        return answers;
    }

    private static JsonObject Complete(string code, CompletionList list)
    {
        var (start, end) = (CodePoints.FromUnits(code, list.Start), CodePoints.FromUnits(code, list.End));
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. list.Items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. list.Items.Select(item => (JsonNode)new JsonObject { ["text"] = item.Text, ["type"] = item.Kind, ["start"] = start, ["end"] = end })]),
            },
        };
    }

    private static JsonObject Failure(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Trace.Select(line => (JsonNode)line)]),
    };
}
