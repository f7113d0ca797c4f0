using LLama.Native;

namespace Frugal.Llama;

/// <summary>
/// A text of which some spans are a frame, written by the model's author, and the others came from users. Special tokens count in the frame alone, so that nobody ends a turn by writing <c>&lt;|im_end|&gt;</c>.
/// Everything between two special tokens is tokenised in one piece, as llama.cpp does: a text that spells no special token gets the same tokens as from llama.cpp.
/// </summary>
internal sealed class FramedText
{
    /// <summary>Shorter tokens are not those of a frame.</summary>
    private const int ShortestGuarded = 3;

    private readonly string text;
    private readonly IReadOnlyList<(int Start, int End)> frames;

    /// <param name="parts">The spans in order.</param>
    public FramedText(IReadOnlyList<(string Text, bool Frame)> parts)
    {
        text = string.Concat(parts.Select(part => part.Text));
        var (found, at) = (new List<(int, int)>(), 0);
        foreach (var (part, frame) in parts)
        {
            if (frame)
            {
                found.Add((at, at + part.Length));
            }

            at += part.Length;
        }

        frames = found;
    }

    /// <param name="vocabulary">The model's tokens.</param>
    /// <param name="template">The text in which tokens that llama.cpp always sees are looked up: those of the frame are not given to users.</param>
    public List<int> Tokenize(LlamaVocabulary vocabulary, string template)
    {
        var fragments = new List<Fragment> { new(0, text.Length, null) };
        foreach (var special in vocabulary.Specials)
        {
            for (var i = 0; i < fragments.Count; i++)
            {
                if (fragments[i].Token is null && Find(special, fragments[i]) is { } at)
                {
                    fragments.InsertRange(i + 1, Split(fragments[i], at, special));
                    fragments.RemoveAt(i);   // the token is at i + 1 or i: the loop comes to the rest
                }
            }
        }

        foreach (var special in vocabulary.Specials.Where(special => special.AlwaysSeen && special.Text.Length >= ShortestGuarded && !string.IsNullOrWhiteSpace(special.Text) && template.Contains(special.Text, StringComparison.Ordinal)))
        {
            Break(special, fragments);
        }

        var tokens = new List<int>();
        foreach (var fragment in fragments)
        {
            if (fragment.Token is { } token)
            {
                tokens.Add(token);
            }
            else if (fragment.Length > 0)
            {
                tokens.AddRange(vocabulary.Tokenize(text.Substring(fragment.Start, fragment.Length), special: false));
            }
        }

        return tokens;
    }

    /// <summary>Where a token is spelled out within one span of the frame.</summary>
    private int? Find(SpecialToken special, Fragment fragment)
    {
        for (var at = IndexOf(special.Text, fragment.Start, fragment.End); at >= 0; at = IndexOf(special.Text, at + 1, fragment.End))
        {
            if (frames.Any(frame => frame.Start <= at && at + special.Text.Length <= frame.End))
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>What is left and right of a token; some tokens take the white space beside them.</summary>
    private IEnumerable<Fragment> Split(Fragment fragment, int at, SpecialToken special)
    {
        var (left, right) = (at, at + special.Text.Length);
        while (special.Attributes.HasFlag(LLamaTokenAttr.LStrip) && left > fragment.Start && char.IsWhiteSpace(text[left - 1]))
        {
            left--;
        }

        while (special.Attributes.HasFlag(LLamaTokenAttr.RStrip) && right < fragment.End && char.IsWhiteSpace(text[right]))
        {
            right++;
        }

        if (left > fragment.Start)
        {
            yield return new Fragment(fragment.Start, left, null);
        }

        yield return new Fragment(at, at + special.Text.Length, special.Token);
        if (right < fragment.End)
        {
            yield return new Fragment(right, fragment.End, null);
        }
    }

    /// <summary>Cuts a token that llama.cpp would see after its first character.</summary>
    private void Break(SpecialToken special, List<Fragment> fragments)
    {
        for (var i = 0; i < fragments.Count; i++)
        {
            if (fragments[i].Token is null && IndexOf(special.Text, fragments[i].Start, fragments[i].End) is >= 0 and var at)
            {
                fragments.Insert(i + 1, new Fragment(at + 1, fragments[i].End, null));
                fragments[i] = fragments[i] with { End = at + 1 };
            }
        }
    }

    private int IndexOf(string special, int start, int end) => start >= end ? -1 : text.IndexOf(special, start, end - start, StringComparison.Ordinal);

    /// <param name="Start">The first character.</param>
    /// <param name="End">The one after the last.</param>
    /// <param name="Token">The special token that it is; null for text.</param>
    private readonly record struct Fragment(int Start, int End, int? Token)
    {
        public int Length => End - Start;
    }
}
