using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public partial class Module
            {
                protected internal virtual Module _to(ScalarType dtype, bool non_blocking) => _to(CPU, dtype, non_blocking);

                protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
                {
                    // Everything is on the CPU already; for another device libtorch says why it cannot be had.
                    if (deviceType != DeviceType.CPU)
                        empty([0]).to(deviceType, deviceIndex).Dispose();
                    return this;
                }

                protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
                {
                    if (!is_floating_point(dtype) && !is_complex(dtype))
                        throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
                    foreach (var (_, module) in named_children())
                        _ = module._to(device, dtype, non_blocking);
                    foreach (var (name, parameter) in named_parameters(recurse: false).ToList())
                        if (ReplaceParameter(dtype, device, parameter, out var converted))
                            Replace(name, parameter, converted!, () => ConditionallyRegisterParameter(name, converted));
                    foreach (var (name, buffer) in named_buffers(recurse: false).ToList())
                        if (ReplaceBuffer(dtype, device, buffer, out var converted))
                            Replace(name, buffer, converted!, () => ConditionallyRegisterBuffer(name, converted));
                    return this;
                }

                protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
                {
                    p = null;
                    if (dtype is not ScalarType target || target == param.dtype || !(param.is_floating_point() || param.is_complex()))
                        return false;
                    using var unrecorded = no_grad();
                    p = (Parameter)new Parameter(param.to_type(target), param.requires_grad).DetachFromDisposeScope();
                    using var gradient = param.grad;
                    using var converted = gradient?.to_type(target);
                    p.grad = converted;
                    return true;
                }

                protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
                {
                    result = null;
                    if (dtype is not ScalarType target || target == buffer.dtype || !(buffer.is_floating_point() || buffer.is_complex()))
                        return false;
                    result = buffer.to_type(target).DetachFromDisposeScope();
                    return true;
                }

                // A module's own property, where it has one of that name, else the list and the field.
                private void Replace(string name, Tensor before, Tensor after, Action register)
                {
                    if (GetType().GetProperty(name) is { CanWrite: true } property && property.PropertyType.IsInstanceOfType(after))
                    {
                        property.SetValue(this, after);
                        return;
                    }
                    register();
                    foreach (var field in Fields().Where(field => ReferenceEquals(field.GetValue(this), before)))
                        field.SetValue(this, after);
                    before.Dispose();
                }
            }
        }
    }

    public static class ModuleExtensionMethods
    {
        public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(type, non_blocking);

        public static T to<T>(this T module, torch.Device device, bool non_blocking = false) where T : torch.nn.Module =>
            (T)module._to(device.type, device.index, non_blocking);

        public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module =>
            (T)module._to(device, type, non_blocking);

        public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : torch.nn.Module =>
            (T)module._to(deviceType, deviceIndex, non_blocking);

        public static T cpu<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(DeviceType.CPU);

        public static T @float<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Float32);

        public static T @double<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Float64);

        public static T half<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Float16);

        public static T bfloat16<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.BFloat16);
    }
}
