using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

/// <summary>The grader's own caches: a list for the answers and as the slow one; a dictionary with links in arrays as the worked one. They run in processes that never load the student's code.</summary>
public static class LruLists
{
    private static List<(int Key, int Value)> list = [];
    private static LinkedList<(int Key, int Value)> order = new();
    private static Dictionary<int, LinkedListNode<(int Key, int Value)>> nodes = [];
    private static readonly Lock Gate = new();

    /// <summary>What a cache gives for a script.</summary>
    internal static LruAnswer Play(LruScript script)
    {
        var (entries, found, counts) = (new List<(int Key, int Value)>(), new List<int?>(), new List<int>());
        for (var i = 0; i < script.Keys.Length; i++)
        {
            var at = entries.FindIndex(entry => entry.Key == script.Keys[i]);
            var value = script.Values[i] ?? (at >= 0 ? entries[at].Value : null);
            found.Add(script.Values[i] is null ? value : null);
            if (at >= 0)
            {
                entries.RemoveAt(at);
            }

            if (value is { } known)
            {
                entries.Insert(0, (script.Keys[i], known));
            }

            if (entries.Count > script.Capacity)
            {
                entries.RemoveAt(script.Capacity);
            }

            counts.Add(entries.Count);
        }

        return new([.. found], [.. counts], "done");
    }

    /// <summary>A list that is searched, for the timing.</summary>
    public static int[] ByList(LruSpeed request)
    {
        if (list.Count != request.Capacity)
        {
            list = [.. Enumerable.Range(0, request.Capacity).Select(key => (key, key))];
        }

        return Uses(request, Set, key => Find(key) is var at and >= 0 ? Front(at, list[at]) : -1);

        void Set(int key, int value)
        {
            var at = Find(key);
            Front(at >= 0 ? at : list.Count - 1, (key, value));
        }

        int Front(int at, (int Key, int Value) entry)
        {
            list.RemoveAt(at);
            list.Insert(0, entry);
            return entry.Value;
        }

        int Find(int key)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i].Key == key)
                {
                    return i;
                }
            }

            return -1;
        }
    }

    /// <summary>The grader's worked answer, for the timing.</summary>
    public static int[] Worked(LruSpeed request)
    {
        if (nodes.Count != request.Capacity)
        {
            (order, nodes) = (new(), []);
            for (var key = 0; key < request.Capacity; key++)
            {
                nodes[key] = order.AddFirst((key, key));
            }
        }

        return Uses(request, Set, Get);

        void Set(int key, int value)
        {
            lock (Gate)
            {
                if (!nodes.TryGetValue(key, out var node))
                {
                    node = order.Last!;
                    nodes.Remove(node.Value.Key);
                    nodes[key] = node;
                }

                node.Value = (key, value);
                order.Remove(node);
                order.AddFirst(node);
            }
        }

        int Get(int key)
        {
            lock (Gate)
            {
                if (!nodes.TryGetValue(key, out var node))
                {
                    return -1;
                }

                order.Remove(node);
                order.AddFirst(node);
                return node.Value.Value;
            }
        }
    }

    private static int[] Uses(LruSpeed request, Action<int, int> set, Func<int, int> get)
    {
        for (var use = 0; use < request.Uses; use++)
        {
            var key = (int)((uint)((use + request.Salt) * 2654435761u) % (uint)(request.Capacity * 2));
            if (use % 2 == 0)
            {
                set(key, key);
            }
            else if (get(key) is var value and >= 0 && value != key)
            {
                return [-1];
            }
        }

        return [request.Uses];
    }
}
