using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Frugal.Gguf;

/// <summary>The metadata of a GGUF file: values by key, in the file's order.</summary>
public sealed class GgufMetadata : IReadOnlyDictionary<string, GgufValue>
{
    private readonly string file;
    private readonly OrderedDictionary<string, GgufValue> values;

    internal GgufMetadata(string file, OrderedDictionary<string, GgufValue> values) => (this.file, this.values) = (file, values);

    /// <inheritdoc/>
    public IEnumerable<string> Keys => values.Keys;

    /// <inheritdoc/>
    public IEnumerable<GgufValue> Values => values.Values;

    /// <inheritdoc/>
    public int Count => values.Count;

    /// <summary>The value of a key.</summary>
    /// <exception cref="FrugalException">The file has no such key.</exception>
    public GgufValue this[string key] => values.TryGetValue(key, out var value) ? value : throw GgufErrors.MissingKey(file, key);

    /// <summary>A text; null if the file has no such key.</summary>
    /// <exception cref="FrugalException">The value has another type.</exception>
    public string? Text(string key) => Find(key, value => value.As<string>());

    /// <summary>An integer of any width; null if the file has no such key.</summary>
    /// <exception cref="FrugalException">The value has another type.</exception>
    public long? Integer(string key) => Find<long?>(key, value => value.AsInteger());

    /// <inheritdoc/>
    public bool ContainsKey(string key) => values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out GgufValue value) => values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, GgufValue>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T? Find<T>(string key, Func<GgufValue, T> read)
    {
        if (!values.TryGetValue(key, out var value))
        {
            return default;
        }

        try
        {
            return read(value);
        }
        catch (FrugalException failure)
        {
            throw GgufErrors.Key(file, key, failure);
        }
    }
}
