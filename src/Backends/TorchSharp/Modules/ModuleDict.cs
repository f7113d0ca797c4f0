using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules by name, in the order in which they came.</summary>
        public class ModuleDict<T> : torch.nn.Module, IDictionary<string, T>, IList<(string, T)> where T : torch.nn.Module
        {
            private readonly List<(string name, T module)> list = [];
            private bool registered;

            public ModuleDict() : base(nameof(ModuleDict<>)) { }

            public int Count => list.Count;

            public bool IsReadOnly => false;

            public ICollection<string> Keys => [.. keys()];

            public ICollection<T> Values => [.. values()];

            public T this[string key]
            {
                get => TryGetValue(key, out var module) ? module : throw new KeyNotFoundException(key);
                set => list[Find(key) is var at and >= 0 ? at : throw new KeyNotFoundException(key)] = (key, value);
            }

            public (string, T) this[int index]
            {
                get => list[index];
                set => list[index] = value;
            }

            public IEnumerable<string> keys() => list.Select(item => item.name);

            public IEnumerable<T> values() => list.Select(item => item.module);

            public IEnumerator<(string, T)> items() => GetEnumerator();

            public void Add(string key, T value) => Insert(list.Count, (key, value));

            public void Add((string, T) item) => Insert(list.Count, item);

            public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

            public void Insert(int index, (string, T) item)
            {
                if (ContainsKey(item.Item1))
                    throw new ArgumentException($"An item with the same key has already been added. Key: {item.Item1}");
                list.Insert(index, item);
            }

            public bool Remove(string key) => list.RemoveAll(item => item.name == key) > 0;

            public bool Remove((string, T) item) => list.Remove(item);

            public bool Remove(KeyValuePair<string, T> item) => list.Remove((item.Key, item.Value));

            public void RemoveAt(int index) => list.RemoveAt(index);

            public void Clear() => list.Clear();

            public void clear() => list.Clear();

            public bool ContainsKey(string key) => Find(key) >= 0;

            public bool Contains((string, T) item) => list.Contains(item);

            public bool Contains(KeyValuePair<string, T> item) => list.Contains((item.Key, item.Value));

            public int IndexOf((string, T) item) => list.IndexOf(item);

            public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
            {
                int at = Find(key);
                value = at >= 0 ? list[at].module : null;
                return at >= 0;
            }

            public void CopyTo((string, T)[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

            public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => Pairs().ToArray().CopyTo(array, arrayIndex);

            public IEnumerator<(string, T)> GetEnumerator() => list.GetEnumerator();

            IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => Pairs().GetEnumerator();

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            protected override void RegisterComponents()
            {
                if (registered)
                    return;
                foreach (var (name, module) in list)
                    register_module(name, module);
                registered = true;
            }

            private int Find(string key) => list.FindIndex(item => item.name == key);

            private IEnumerable<KeyValuePair<string, T>> Pairs() => list.Select(item => KeyValuePair.Create(item.name, item.module));
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module
            {
                var dictionary = new ModuleDict<T>();
                foreach (var item in modules)
                    dictionary.Add(item);
                return dictionary;
            }
        }
    }
}
