namespace TorchSharp
{
    /// <summary>Disposes of the tensors that were made in it on this thread, except those moved out or detached.</summary>
    public sealed class DisposeScope : IDisposable
    {
        [ThreadStatic]
        private static DisposeScope? current;

        private torch.Tensor? first;
        private DisposeScope? outer;
        private int count;
        private bool disposed;

        private DisposeScope(DisposeScope? outer) => this.outer = outer;

        internal static DisposeScope? Current => current;

        public int DisposablesCount => Alive().count;

        public IReadOnlyList<IDisposable> DisposablesView => Alive().List();

        internal static DisposeScope Open() => current = new DisposeScope(current);

        public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(outer, disposable);

        public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
            (MoveToOuter(first), MoveToOuter(second));

        public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
            where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
            (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

        public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(outer, disposables.AsEnumerable());

        public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(outer, disposables);

        public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
        {
            var tensor = AsTensor(disposable);
            if (Alive().Remove(tensor))
                scope?.Add(tensor);
            return disposable;
        }

        public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveToOther(scope, disposables.AsEnumerable());

        public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
        {
            foreach (var disposable in disposables)
                _ = MoveToOther<IDisposable>(scope, disposable);
        }

        public T Detach<T>(T disposable) where T : IDisposable => MoveToOther(null, disposable);

        public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
            (Detach(first), Detach(second));

        public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
            where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
            (Detach(first), Detach(second), Detach(third));

        public void Detach(params IDisposable[] disposables) => MoveToOther(null, disposables.AsEnumerable());

        public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

        public void Attach(IDisposable disposable)
        {
            var tensor = AsTensor(disposable);
            if (tensor.OwningDisposeScope == Alive())
                return;
            tensor.OwningDisposeScope?.Remove(tensor);
            Add(tensor);
        }

        public void Attach(params IDisposable[] disposables) => Attach(disposables.AsEnumerable());

        public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
        {
            var attached = disposables.ToList();
            attached.ForEach(Attach);
            return attached;
        }

        public void DisposeEverything() => DisposeEverythingBut(Enumerable.Empty<IDisposable>());

        public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut(keep.AsEnumerable());

        public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
        {
            _ = Alive();
            var kept = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
            for (var tensor = first; tensor is not null;)
            {
                var next = tensor.Next;
                if (kept.Count == 0 || !kept.Contains(tensor))
                    tensor.Dispose();
                tensor = next;
            }
        }

        public T DisposeEverythingBut<T>(T keep) where T : IDisposable
        {
            DisposeEverythingBut(new IDisposable[] { keep });
            return keep;
        }

        public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
        {
            DisposeEverythingBut(new IDisposable[] { first, second });
            return (first, second);
        }

        public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
            where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
        {
            DisposeEverythingBut(new IDisposable[] { first, second, third });
            return (first, second, third);
        }

        public void MarkAsDisposed(IDisposable disposable) => Alive().Remove(AsTensor(disposable));

        public bool Contains(IDisposable disposable) => disposable is torch.Tensor tensor && tensor.OwningDisposeScope == this;

        public void Dispose()
        {
            if (disposed)
                return;
            DisposeEverything();
            disposed = true;
            Close();
        }

        internal void Add(torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = this;
            tensor.Next = first;
            if (first is not null)
                first.Previous = tensor;
            first = tensor;
            count++;
        }

        private bool Remove(torch.Tensor tensor)
        {
            if (tensor.OwningDisposeScope != this)
                return false;
            if (tensor.Previous is null)
                first = tensor.Next;
            else
                tensor.Previous.Next = tensor.Next;
            if (tensor.Next is not null)
                tensor.Next.Previous = tensor.Previous;
            (tensor.OwningDisposeScope, tensor.Previous, tensor.Next) = (null, null, null);
            count--;
            return true;
        }

        // Scopes may be left in another order than they were entered.
        private void Close()
        {
            if (current == this)
            {
                current = outer;
                return;
            }
            for (var inner = current; inner is not null; inner = inner.outer)
                if (inner.outer == this)
                    inner.outer = outer;
        }

        private DisposeScope Alive() => disposed ? throw new ObjectDisposedException(GetType().FullName) : this;

        private List<IDisposable> List()
        {
            var list = new List<IDisposable>(count);
            for (var tensor = first; tensor is not null; tensor = tensor.Next)
                list.Add(tensor);
            return list;
        }

        private static torch.Tensor AsTensor(IDisposable disposable) => disposable as torch.Tensor
            ?? throw new InvalidOperationException("DisposeScope can only manage Tensor or PackedSequence");
    }

    public static partial class torch
    {
        public static DisposeScope? CurrentDisposeScope => DisposeScope.Current;

        public static DisposeScope NewDisposeScope() => DisposeScope.Open();

        public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
        {
            using var scope = NewDisposeScope();
            return expr().MoveToOuterDisposeScope();
        }
    }
}
