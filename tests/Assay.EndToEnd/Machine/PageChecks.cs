namespace Assay.EndToEnd.Machine;

/// <summary>What a page is asked about how it can be read.</summary>
internal static class PageChecks
{
    /// <summary>Texts whose contrast with what is behind them is less than 4.5 : 1 (WCAG 2.2 AA), with their ratio.</summary>
    public const string FaintTexts = """
        () => {
          const luminance = rgb => rgb.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const color = text => text.match(/[\d.]+/g).map(Number);
          const ground = element => {
            for (let e = element; e; e = e.parentElement) {
              const c = color(getComputedStyle(e).backgroundColor);
              if (c.length === 3) return c;
            }
            return [255, 255, 255];
          };
          const faint = [];
          for (const element of document.querySelectorAll('body *:not(svg *):not(option):not(script)')) {
            const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
            if (!own || !element.offsetParent) continue;
            const [a, b] = [luminance(color(getComputedStyle(element).color)), luminance(ground(element))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) faint.push(`${element.textContent.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
          }
          return faint;
        }
        """;

    /// <summary>By how many pixels the page is wider than the window.</summary>
    public const string Overflow = "() => document.documentElement.scrollWidth - window.innerWidth";
}
