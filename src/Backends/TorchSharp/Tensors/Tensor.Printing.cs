using System.Globalization;
using System.Text;

namespace TorchSharp
{
    public enum TensorStringStyle
    {
        Metadata = 0, Julia = 1, Numpy = 2, CSharp = 3, Default = 4,
    }

    public static partial class torch
    {
        /// <summary>The style that <see cref="TensorStringStyle.Default"/> stands for.</summary>
        public static TensorStringStyle TensorStringStyle { get; set; } = TensorStringStyle.Julia;

        public partial class Tensor
        {
            private const int Edge = 6;

            /// <summary>Shape, type and device; the elements only in the other overloads.</summary>
            public override string ToString() => Metadata();

            public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
                disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : Metadata();

            public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
            {
                style = style == TensorStringStyle.Default ? torch.TensorStringStyle : style;
                if (style == TensorStringStyle.Metadata)
                    return Metadata();
                using var scope = NewDisposeScope();
                using var unrecorded = no_grad();
                var text = new StringBuilder();
                var layout = (format: fltFormat ?? "g5", culture: cultureInfo ?? CultureInfo.CurrentCulture, newLine: newLine ?? Environment.NewLine);
                if (style != TensorStringStyle.Numpy)
                    _ = text.Append(Metadata()).Append(ndim == 0 ? ", value = " : layout.newLine);
                Write(text, this, 0, layout);
                return text.ToString();
            }

            private static void Write(StringBuilder text, Tensor tensor, int depth, (string format, CultureInfo culture, string newLine) layout)
            {
                if (tensor.ndim == 0)
                {
                    _ = text.Append(Element(tensor.ToScalar(), layout.format, layout.culture));
                    return;
                }
                long length = tensor.size(0);
                string gap = tensor.ndim == 1 ? " " : layout.newLine + new string(' ', depth + 1);
                _ = text.Append('[');
                for (long i = 0; i < length; i++)
                {
                    if (i > 0)
                        _ = text.Append(gap);
                    if (length > 2 * Edge && i == Edge)
                    {
                        _ = text.Append("...").Append(gap);
                        i = length - Edge;
                    }
                    Write(text, tensor[i], depth + 1, layout);
                }
                _ = text.Append(']');
            }

            private static string Element(Scalar value, string format, CultureInfo culture) => value.Type switch
            {
                ScalarType.Bool => value.ToBoolean() ? "true" : "false",
                ScalarType.Float16 or ScalarType.Float32 or ScalarType.BFloat16 => value.ToSingle().ToString(format, culture),
                ScalarType.Float64 => value.ToDouble().ToString(format, culture),
                _ => value.ToInt64().ToString(culture),
            };

            private string Metadata() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
        }
    }

    public static partial class TensorExtensionMethods
    {
        public static string str(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
            tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

        public static torch.Tensor print(this torch.Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
        {
            Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
            return t;
        }
    }
}
