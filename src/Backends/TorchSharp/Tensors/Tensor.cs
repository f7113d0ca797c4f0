using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of libtorch: it owns one reference, given back by Dispose, by its scope or by the finalizer.</summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount, peakCount;
        private nint handle;

        // The neighbours in the scope's list.
        internal Tensor? Previous, Next;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            long count = Interlocked.Increment(ref totalCount);
            if (count > peakCount)
                peakCount = count;
            if (register)
                DisposeScope.Current?.Add(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>The tensors that live now.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        public static long PeakCount => peakCount;

        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => handle == 0;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>A tensor that takes over a native reference; null for an undefined one.</summary>
        internal static Tensor? FromNullable(nint handle) => handle == 0 ? null : new Tensor(handle);

        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint owned = Interlocked.Exchange(ref handle, 0);
            if (owned == 0)
                return;
            Interlocked.Decrement(ref totalCount);
            NativeMethods.frugal_release(owned);
        }

        /// <summary>Gives the native reference away; this object stays behind empty.</summary>
        internal nint MoveHandle()
        {
            nint moved = Handle;
            handle = 0;
            Interlocked.Decrement(ref totalCount);
            GC.SuppressFinalize(this);
            return moved;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null)
                other?.Attach(this);
            else
                OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }
    }
}
