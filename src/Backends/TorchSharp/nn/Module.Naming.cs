using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => submodules.Items;

            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in named_children())
                    yield return child;
                foreach (var (name, child) in named_children())
                    foreach (var (inner, module) in child.named_modules())
                        yield return ($"{name}.{inner}", module);
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var own = ownParameters.Items.Select(item => (item.name, item.value));
                var inner = recurse ? Inner(child => child.named_parameters(true)) : [];
                return Distinct(own.Concat(inner));
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(named => named.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var own = ownBuffers.Items.Where(item => item.value.persistent).Select(item => (item.name, item.value.tensor));
                var inner = recurse ? Inner(child => child.named_buffers(true, include_nonpersistent)) : [];
                return Distinct(own.Concat(inner));
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Parameter? get_parameter(string target) =>
                ownParameters.TryGet(target, out var parameter) ? parameter : Below(target)?.child.get_parameter(Below(target)!.Value.rest);

            public virtual Tensor? get_buffer(string target) =>
                ownBuffers.TryGet(target, out var buffer) ? buffer.tensor : Below(target)?.child.get_buffer(Below(target)!.Value.rest);

            private (Module child, string rest)? Below(string target)
            {
                int dot = target.IndexOf('.', StringComparison.Ordinal);
                if (dot < 0)
                    return null;
                var child = named_children().FirstOrDefault(named => named.name == target[..dot]).module;
                return child is null ? null : (child, target[(dot + 1)..]);
            }

            private IEnumerable<(string, T)> Inner<T>(Func<Module, IEnumerable<(string name, T value)>> list)
            {
                foreach (var (name, child) in named_children())
                    foreach (var (inner, value) in list(child))
                        yield return ($"{name}.{inner}", value);
            }

            // A tensor that is shared counts once, under its first name.
            private static IEnumerable<(string, T)> Distinct<T>(IEnumerable<(string name, T tensor)> named) where T : Tensor
            {
                var seen = new HashSet<IntPtr>();
                foreach (var (name, tensor) in named)
                    if (!tensor.IsInvalid && seen.Add(tensor.Handle))
                        yield return (name, tensor);
            }
        }
    }
}
