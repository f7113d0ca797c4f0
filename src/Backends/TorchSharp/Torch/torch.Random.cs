using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Generator manual_seed(long seed)
    {
        _ = Failure.ThrowIfNegative(NativeMethods.frugal_manual_seed(seed));
        return Generator.Default;
    }

    public static long initial_seed() => Generator.Default.initial_seed();

    public static long seed() => Generator.Default.seed();

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long initial_seed() => torch.initial_seed();

        public static long seed() => torch.seed();

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }

    /// <summary>A source of random numbers with its own state.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            handle = Failure.ThrowIfNull(NativeMethods.frugal_generator((long)seed));
            this.device = device ?? CPU;
        }

        private Generator(nint handle)
        {
            this.handle = handle;
            device = CPU;
        }

        ~Generator() => Dispose(false);

        /// <summary>The generator behind every call that names none.</summary>
        public static Generator Default { get; } = new(Failure.ThrowIfNull(NativeMethods.frugal_default_generator()));

        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        public Device device { get; }

        public Generator manual_seed(long seed)
        {
            _ = Failure.ThrowIfNegative(NativeMethods.frugal_generator_seed(Handle, seed));
            return this;
        }

        public long seed()
        {
            long fresh = System.Random.Shared.NextInt64();
            _ = manual_seed(fresh);
            return fresh;
        }

        public long initial_seed() => NativeMethods.frugal_generator_initial_seed(Handle);

        public Tensor get_state() => new(Failure.ThrowIfNull(NativeMethods.frugal_generator_get_state(Handle)));

        public void set_state(Tensor value) => Failure.ThrowIfNegative(NativeMethods.frugal_generator_set_state(Handle, value.Handle));

        public void Dispose()
        {
            if (ReferenceEquals(this, Default))
                return;
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint owned = Interlocked.Exchange(ref handle, 0);
            if (owned != 0)
                NativeMethods.frugal_generator_release(owned);
        }
    }
}
