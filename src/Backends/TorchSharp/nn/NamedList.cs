using System.Diagnostics.CodeAnalysis;

namespace TorchSharp;

/// <summary>Named things in the order in which they came.</summary>
internal sealed class NamedList<T>
{
    private readonly List<(string name, T value)> items = [];

    internal IReadOnlyList<(string name, T value)> Items => items;

    internal bool Contains(string name) => IndexOf(name) >= 0;

    internal bool TryGet(string name, [MaybeNullWhen(false)] out T value)
    {
        int at = IndexOf(name);
        value = at >= 0 ? items[at].value : default;
        return at >= 0;
    }

    /// <summary>Adds the thing, or replaces the one of that name in its place.</summary>
    internal void Set(string name, T value)
    {
        int at = IndexOf(name);
        if (at >= 0)
            items[at] = (name, value);
        else
            items.Add((name, value));
    }

    internal void Remove(string name) => items.RemoveAll(item => item.name == name);

    internal void Clear() => items.Clear();

    private int IndexOf(string name) => items.FindIndex(item => item.name == name);
}
