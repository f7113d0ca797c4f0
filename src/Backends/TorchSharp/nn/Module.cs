using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part of a network: parameters, buffers and further modules under their names.</summary>
        public partial class Module : IDisposable
        {
            private readonly NamedList<Module> submodules = new();
            private readonly NamedList<Parameter> ownParameters = new();
            private readonly NamedList<(Tensor tensor, bool persistent)> ownBuffers = new();
            private bool componentsRegistered;
            private bool disposed;

            protected string? name;

            protected Module(string name) => this.name = name;

            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => name ?? GetType().Name;

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, module) in named_children())
                    module.train(train);
            }

            public virtual void eval() => train(false);

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in named_children())
                    _ = module.apply(fn);
                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }
                    using var gradient = parameter.grad;
                    _ = gradient?.zero_();
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || disposed)
                    return;
                disposed = true;
                foreach (var (_, buffer) in named_buffers(recurse: false))
                    buffer.Dispose();
                foreach (var (_, parameter) in named_parameters(recurse: false))
                    parameter.Dispose();
                foreach (var (_, module) in named_children())
                    module.Dispose();
            }

            /// <summary>Registers what the fields hold: modules, parameters, and tensors as buffers.</summary>
            protected virtual void RegisterComponents()
            {
                if (componentsRegistered)
                    return;
                foreach (var field in Fields())
                {
                    string field_name = field.ComponentName();
                    if (submodules.Contains(field_name) || ownParameters.Contains(field_name) || ownBuffers.Contains(field_name))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(field_name, module); break;
                        case Parameter parameter: register_parameter(field_name, parameter); break;
                        case Tensor tensor: register_buffer(field_name, tensor); break;
                    }
                }
                componentsRegistered = true;
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    submodules.Remove(name);
                    return;
                }
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentException("module name can't be empty string \"\"");
                if (name.Contains('.', StringComparison.Ordinal))
                    throw new ArgumentException($"module name can't contain \".\", got: {name}");
                if (submodules.Contains(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                submodules.Set(name, submodule);
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                if (ownParameters.Contains(name))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                ownParameters.Set(name, param);
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (ownBuffers.Contains(name))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                ownBuffers.Set(name, (tensor, persistent));
            }

            protected void ConditionallyRegisterParameter(string name, Tensor? value) => ConditionallyRegisterParameter(name, value as Parameter);

            /// <summary>Sets, replaces or (for null) removes a parameter.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    ownParameters.Remove(name);
                else
                    ownParameters.Set(name, value);
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    ownBuffers.Remove(name);
                else
                    ownBuffers.Set(name, (value, persistent));
            }

            // What a weight's property does on assignment: the old tensor goes, the new one belongs to no scope.
            private protected void Assign(ref Parameter? field, Parameter? value, string name)
            {
                if (ReferenceEquals(field, value))
                    return;
                field?.Dispose();
                field = (Parameter?)value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(name, field);
            }

            private protected void Assign(ref Tensor? field, Tensor? value, string name)
            {
                if (ReferenceEquals(field, value))
                    return;
                field?.Dispose();
                field = value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(name, field);
            }

            protected void ClearModules() => submodules.Clear();

            // The fields of the class and of its bases; a name that is hidden counts once.
            private IEnumerable<FieldInfo> Fields()
            {
                var seen = new HashSet<string>();
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                    foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                        if (seen.Add(field.Name))
                            yield return field;
            }
        }
    }
}
