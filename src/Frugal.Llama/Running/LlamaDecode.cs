using System.Runtime.CompilerServices;
using LLama.Native;

namespace Frugal.Llama;

/// <summary>llama.cpp's <c>llama_decode</c> without LLamaSharp's batch, which pins 133 arrays and allocates 12 KB per call. LLamaSharp has the function as a private method; one lock for all models surrounds its public one.</summary>
internal static unsafe class LlamaDecode
{
    /// <summary>Computes tokens after those in the context's sequence 0, and the logits of the last.</summary>
    public static DecodeResult Tokens(SafeLLamaContextHandle context, ReadOnlySpan<int> tokens)
    {
        fixed (int* first = tokens)
        {
            // Without arrays of places, sequences and logits llama.cpp goes on after the last token (llama.h, llama_batch).
            return (DecodeResult)Decode(null, context, new LLamaNativeBatch { n_tokens = tokens.Length, tokens = (LLamaToken*)first });
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "llama_decode")]
    private static extern int Decode(SafeLLamaContextHandle? type, SafeLLamaContextHandle context, LLamaNativeBatch batch);
}
