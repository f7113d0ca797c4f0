using System.Runtime.CompilerServices;
using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules one after the other. What lies between two of them is disposed of as soon as it is used.</summary>
        public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
        {
            private readonly List<(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)> stages = [];

            internal Sequential() : base(nameof(Sequential)) { }

            protected Sequential(params (string name, torch.nn.Module<torch.Tensor, torch.Tensor> submodule)[] modules) : this()
            {
                foreach (var (name, module) in modules)
                    _ = append(name, module);
            }

            protected Sequential(params torch.nn.Module<torch.Tensor, torch.Tensor>[] modules) : this()
            {
                foreach (var module in modules)
                    _ = append(module);
            }

            public int Count => stages.Count;

            [IndexerName("SequentialItems")]
            public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => stages[index].module;

            [IndexerName("SequentialItems")]
            public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

            [IndexerName("SequentialItems")]
            public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

            public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) =>
                append(stages.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

            public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
            {
                register_module(name, (torch.nn.Module)module);
                stages.Add((name, module));
                return this;
            }

            public override torch.Tensor forward(torch.Tensor tensor)
            {
                if (stages.Count == 0)
                    return tensor.alias();
                var current = stages[0].module.call(tensor);
                for (int i = 1; i < stages.Count; i++)
                {
                    var next = stages[i].module.call(current);
                    current.Dispose();
                    current = next;
                }
                return current;
            }

            private Sequential Slice(int start, int end)
            {
                if (start < 0 || start > Count)
                    throw new IndexOutOfRangeException($"{start} is not a valid index.");
                if (end < 0 || end > Count)
                    throw new IndexOutOfRangeException($"{end} is not a valid index.");
                var slice = new Sequential();
                for (int i = start; i < end; i++)
                    _ = slice.append(stages[i].name, stages[i].module);
                return slice;
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new();

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => Sequential(modules.AsEnumerable());

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential(modules.AsEnumerable());

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
            {
                var sequence = new Sequential();
                foreach (var (name, module) in modules)
                    _ = sequence.append(name, module);
                return sequence;
            }

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
            {
                var sequence = new Sequential();
                foreach (var module in modules)
                    _ = sequence.append(module);
                return sequence;
            }
        }
    }
}
