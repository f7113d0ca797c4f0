using System.Text;
using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Tests;

/// <summary>Keeps what cells write and show; a line typed ahead answers each prompt.</summary>
internal sealed class Heard : ICellOutput
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Output => output.ToString();

    public string Error => error.ToString();

    /// <summary>Ends with the first text that is written.</summary>
    public Task Written => written.Task;

    public List<DisplayedValue> Shown { get; } = [];

    public void Write(StreamKind stream, string text)
    {
        lock (output)
        {
            (stream == StreamKind.Output ? output : error).Append(text);
        }

        written.TrySetResult();
    }

    public void Show(DisplayedValue value)
    {
        lock (output)
        {
            Shown.Add(value);
        }
    }

    public string ReadLine(InputPrompt prompt) => "typed";
}
