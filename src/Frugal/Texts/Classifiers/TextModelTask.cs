namespace Frugal.Texts;

/// <summary>One task of a model for text: a range of its logits.</summary>
/// <param name="Name">The task's name; empty for a model with a single task.</param>
/// <param name="First">The place of its first logit.</param>
/// <param name="Classes">Its class names in the order of the logits.</param>
public sealed record TextModelTask(string Name, int First, IReadOnlyList<string> Classes)
{
    /// <summary>The tasks of classes that are named <c>task/class</c>, in order; classes without a task's name are one task.</summary>
    internal static IReadOnlyList<TextModelTask> Of(IReadOnlyList<string> classes) =>
    [
        .. classes.Select((name, place) => (name, place, cut: name.IndexOf('/', StringComparison.Ordinal)))
            .GroupBy(label => label.cut < 0 ? "" : label.name[..label.cut])
            .Select(task => new TextModelTask(task.Key, task.First().place, [.. task.Select(label => label.name[(label.cut + 1)..])])),
    ];
}
