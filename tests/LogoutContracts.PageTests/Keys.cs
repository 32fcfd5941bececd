using Microsoft.Playwright;

namespace LogoutContracts.PageTests;

/// <summary>What people do who use the keyboard alone.</summary>
internal static class Keys
{
    /// <summary>Presses Tab until the element has the focus; fails if it never gets it, or if the focus cannot be seen.</summary>
    public static async Task TabToAsync(this IPage page, ILocator element)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var seen = await element.EvaluateAsync<string>("""
                element => {
                  const active = document.activeElement;
                  const { outlineStyle, outlineWidth } = getComputedStyle(active);
                  return active === document.body ? 'nothing'
                    : outlineStyle === 'none' || outlineWidth === '0px' ? `no outline at ${active.outerHTML}`
                    : active === element ? 'found' : 'nothing';
                }
                """);
            seen.Should().NotStartWith("no outline", "the focus should be visible");
            if (seen is "found")
                return;
        }

        Assert.Fail("The element cannot be reached with the Tab key.");
    }

    /// <summary>Goes to an element with Tab, and presses a key there.</summary>
    public static async Task PressAsync(this IPage page, ILocator element, string key)
    {
        await page.TabToAsync(element);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>Goes to a field with Tab, and types.</summary>
    public static async Task TypeAsync(this IPage page, ILocator field, string text)
    {
        await page.TabToAsync(field);
        await page.Keyboard.TypeAsync(text);
    }
}
