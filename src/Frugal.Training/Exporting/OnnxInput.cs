namespace Frugal.Onnx;

/// <summary>The type of a model's input.</summary>
public enum OnnxInput
{
    /// <summary>float32: pictures, features.</summary>
    Numbers,

    /// <summary>int64: the indices of tokens.</summary>
    Tokens,
}
