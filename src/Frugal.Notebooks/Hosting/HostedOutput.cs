using System.Collections.Concurrent;
using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Hosting;

/// <summary>The output of a cell, sent from the process that runs it to the kernel; input is requested from the kernel.</summary>
internal sealed class HostedOutput(HostChannel kernel, long id, CancellationToken interruption) : ICellOutput, IDisposable
{
    private readonly BlockingCollection<TypedLine> lines = new(boundedCapacity: 1);
    private readonly StreamGatherer streams = new((stream, text) => kernel.Send(new CellText(id, stream, text)));

    public void Write(StreamKind stream, string text) => streams.Write(stream, text);

    public void Show(DisplayedValue value) =>
        streams.Flush(() => kernel.Send(new CellShown(id, MimeData.Of(value.Content), value.Id, value.Update)));

    public string ReadLine(InputPrompt prompt)
    {
        streams.Flush();
        kernel.Send(new LineWanted(id, prompt.Text, prompt.Secret));
        var typed = lines.Take(interruption);
        return typed.Line ?? throw new FrugalException(typed.Refusal!);
    }

    /// <summary>Receives the user's answer.</summary>
    public void Answer(TypedLine line) => lines.TryAdd(line);

    public void Dispose() => streams.Dispose();
}
