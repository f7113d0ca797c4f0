namespace Browser.Tests.Page;

/// <summary>WCAG 2.2, success criterion 1.4.3: text has a contrast of 4.5 to 1 with its ground, large text 3 to 1.</summary>
internal static class Contrast
{
    private const string Script = """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = colour => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data;
          };
          const luminance = colour => {
            const [r, g, b] = [...colour].slice(0, 3).map(value => value / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = element => {
            for (let at = element; at; at = at.parentElement) {
              const colour = rgba(getComputedStyle(at).backgroundColor);
              if (colour[3] === 255) return colour;
            }
            return rgba('#fff');
          };
          const low = [];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (!texts.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest('noscript, :disabled')) continue;
            const style = getComputedStyle(element), size = parseFloat(style.fontSize);
            const [a, b] = [luminance(rgba(style.color)), luminance(ground(element))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < (size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5)) low.push(`${texts.currentNode.data.trim()}: ${ratio.toFixed(2)}`);
          }
          return low;
        }
        """;

    /// <summary>The visible texts whose contrast is too low.</summary>
    public static Task<string[]> TooLow(IPage page) => page.EvaluateAsync<string[]>(Script);
}
