using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TargetAlerts.Tests.Browser;

/// <summary>The form that sets an alert, by keyboard alone.</summary>
public sealed class KeyboardTests
{
    [Fact]
    public async Task An_alert_is_set_without_a_pointer_and_where_one_is_can_always_be_seen()
    {
        await using var reader = await Reader.StartAsync();
        var keys = reader.Page.Keyboard;
        await reader.OpenAsync("/alert");

        await keys.PressAsync("Tab");
        await Expect(reader.Page.Locator(":focus")).ToHaveTextAsync("To the content");
        await keys.PressAsync("Enter");
        await ToAsync(reader, "input[name=email]");
        await keys.TypeAsync("ada@example.org");
        await ToAsync(reader, "input[name=target]");
        await keys.TypeAsync("SERT");
        await ToAsync(reader, "input[name=kind][value=trial]");
        await keys.PressAsync("Space");
        await ToAsync(reader, "input[name=severity][value=low]");
        await keys.PressAsync("ArrowRight");
        await ToAsync(reader, "select[name=frequency]");
        await keys.TypeAsync("Daily");
        await ToAsync(reader, "button[value=try]");
        await keys.PressAsync("Enter");
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "What would it have sent?" })).ToHaveCountAsync(0);
        await ToAsync(reader, "button[value=set]");
        await keys.PressAsync("Enter");

        await reader.IsAtAsync("One step left");
        Assert.Equal("trial normal daily", await reader.Service.ReadAsync<string>("SELECT json_extract(wish, '$.kinds[0]') || ' ' || json_extract(wish, '$.lowest') || ' ' || frequency FROM alerts"));
    }

    // Every stop on the way must be seen: a ring of its own around what has the focus. A date's or time's own button, inside its
    // field, has the browser's ring; the field then has the focus without matching ":focus".
    private static async Task ToAsync(Reader reader, string selector)
    {
        for (var stop = 0; stop < 60; stop++)
        {
            await reader.Page.Keyboard.PressAsync("Tab");
            Assert.Null(await reader.Page.EvaluateAsync<string?>("""
                () => {
                  const at = document.activeElement, look = getComputedStyle(at);
                  return at.matches(':focus') && (look.outlineStyle !== 'solid' || look.outlineWidth !== '3px') ? at.outerHTML : null;
                }
                """));
            if (await reader.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }
        Assert.Fail($"The Tab key does not lead to {selector}.");
    }
}
