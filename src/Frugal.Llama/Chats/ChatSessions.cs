namespace Frugal.Llama;

/// <summary>A bounded number of sessions, started when they are needed. Who finds none waits, and is served in the order of coming.</summary>
internal sealed class ChatSessions(ILanguageModel model, LlamaChatOptions options)
{
    private readonly Lock gate = new();
    private readonly List<ChatSession> free = [];
    private readonly Queue<TaskCompletionSource<ChatSession?>> waiting = new();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int started;
    private bool closing;

    /// <summary>Takes the session that has read most of a prompt, or starts one rather than make another chat's be forgotten.</summary>
    /// <exception cref="FrugalException">A session could not be started.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task<ChatSession> TakeAsync(int[] prompt, CancellationToken cancellation)
    {
        TaskCompletionSource<ChatSession?>? turn = null;
        ChatSession? session = null;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing, typeof(LlamaChatClient));
            session = free.MaxBy(session => session.Common(prompt));
            if (started < options.Sessions && (session is null || IsOfAnotherChat(session, prompt)))
            {
                started++;
                session = null;
            }
            else if (session is not null)
            {
                free.Remove(session);
            }
            else
            {
                waiting.Enqueue(turn = new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
        }

        if (turn is not null)
        {
            using var registration = cancellation.Register(() => turn.TrySetCanceled(cancellation));
            session = await turn.Task.ConfigureAwait(false);
        }

        return session ?? await Task.Run(Start, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Gives a session back.</summary>
    /// <param name="session">The session.</param>
    /// <param name="broken">Whether it failed: it is disposed, and its place is free.</param>
    public void Return(ChatSession session, bool broken)
    {
        if (broken)
        {
            session.Dispose();
        }

        Pass(broken ? null : session);
    }

    /// <summary>Refuses further calls, and those that wait; sessions are disposed as they are given back.</summary>
    /// <returns>The end of the last answer.</returns>
    public Task CloseAsync()
    {
        List<ChatSession> idle;
        lock (gate)
        {
            closing = true;
            (idle, started) = ([.. free], started - free.Count);
            free.Clear();
            while (waiting.TryDequeue(out var turn))
            {
                turn.TrySetException(new ObjectDisposedException(nameof(LlamaChatClient)));
            }

            if (started == 0)
            {
                closed.TrySetResult();
            }
        }

        idle.ForEach(session => session.Dispose());
        return closed.Task;
    }

    /// <summary>Whether most of what the session has read would be forgotten, and most of the prompt read.</summary>
    private static bool IsOfAnotherChat(ChatSession session, int[] prompt) => 2 * session.Common(prompt) is var twice && twice < session.Count && twice < prompt.Length;

    private ChatSession Start()
    {
        try
        {
            return new ChatSession(model.Start(options.Session with { Capacity = options.Session.CapacityFor(model.Context) }));
        }
        catch
        {
            Pass(null);
            throw;
        }
    }

    /// <summary>Passes a session, or a place for one, on to the next who waits.</summary>
    private void Pass(ChatSession? session)
    {
        lock (gate)
        {
            while (!closing && waiting.TryDequeue(out var turn))
            {
                if (turn.TrySetResult(session))
                {
                    return;
                }
            }

            if (!closing && session is not null)
            {
                free.Add(session);
                return;
            }

            if (session is null)
            {
                GiveUpPlace();
                return;
            }
        }

        session.Dispose();
        lock (gate)
        {
            GiveUpPlace();
        }
    }

    private void GiveUpPlace()
    {
        if (--started == 0 && closing)
        {
            closed.TrySetResult();
        }
    }
}
