using Frugal.Data;

namespace Frugal.Texts;

/// <summary>Labelled texts: one split of one task of a data set.</summary>
public sealed class TextDataset
{
    internal TextDataset(string name, string task, string split, IReadOnlyList<string> classes, IReadOnlyList<string> texts, IReadOnlyList<int> labels, DataSource source) =>
        (Name, Task, Split, Classes, Texts, Labels, Source) = (name, task, split, classes, texts, labels, source);

    /// <summary>The data set's name in <c>datasets/catalog.json</c>.</summary>
    public string Name { get; }

    /// <summary>The task, such as <c>irony</c>.</summary>
    public string Task { get; }

    /// <summary><c>train</c> or <c>validation</c>.</summary>
    public string Split { get; }

    /// <summary>Class names in label order.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The label of each text, an index into <see cref="Classes"/>.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Where the texts come from.</summary>
    public DataSource Source { get; }
}
