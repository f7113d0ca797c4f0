namespace Frugal.Onnx;

/// <summary>What a model takes.</summary>
public enum OnnxInput
{
    /// <summary>float32: pictures, features.</summary>
    Numbers,

    /// <summary>int64: the indices of tokens.</summary>
    Tokens,
}
