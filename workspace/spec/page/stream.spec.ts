import { expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import { aCall, describePage, namesIn, SOURCES, send } from './open-page.js';

describePage('the stream of messages', (open) => {
  it('shows a message when it arrives', async () => {
    const { page, workspace } = await open();
    await page.getByRole('heading', { name: 'Waiting for the first message' }).waitFor();

    await send(workspace.url, [aCall({ event: 'First' }), aCall({ event: 'Second' })]);

    await page.getByRole('option', { name: /Second/ }).waitFor();
    expect(await namesIn(page)).toEqual(['Second', 'First']);
    expect(await page.locator('.connection').textContent()).toContain('Live');
  });

  it('shows what came before it was opened', async () => {
    const { page } = await open({ messages: [aCall({ event: 'Early' })] });

    await page.getByRole('option', { name: /Early/ }).waitFor();

    // One that index.html asks for early and the script asks for otherwise would be there twice.
    const asked = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    );
    for (const path of ['/api/messages', '/api/workspace', '/api/faults', '/page/app.js']) {
      expect([path, asked.filter((one) => one === path).length]).toEqual([path, 1]);
    }
  });

  it('says how to send the first message', async () => {
    const { page, workspace } = await open();

    const snippet = page.locator('.snippet').first();

    await snippet.waitFor();
    expect(await snippet.textContent()).toContain(`host: '${workspace.url}'`);
    expect(await snippet.textContent()).toContain("writeKey: 'web-key'");
  });

  it('shows HTML as the text that it is', async () => {
    const html = '<img src=x onerror="window.ran = true"><script>window.ran = true</script>';
    const { page } = await open({
      messages: [
        aCall({ event: html, userId: html, properties: { [html]: html } }),
        { type: html, userId: 'u', event: html },
      ],
      hash: '#/messages?seq=1',
    });

    await page.locator('.code').waitFor();

    expect(await namesIn(page)).toContain(html);
    expect(await page.locator('#details-title').textContent()).toBe(html);
    expect(await page.locator('.code').textContent()).toContain('onerror=');
    for (const tab of ['schema', 'users', 'overview']) {
      await page.goto(`${page.url().split('#')[0]}#/${tab}`);
      await page.locator('.panel').waitFor();
    }
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    expect(await page.locator('img').count()).toBe(0);
  });

  it('holds messages back while it is paused, and counts them', async () => {
    const { page, workspace } = await open({ messages: [aCall({ event: 'Before' })] });
    await page.getByRole('option', { name: /Before/ }).waitFor();

    await page.getByRole('button', { name: 'Pause' }).click();
    await send(workspace.url, [aCall({ event: 'Held 1' }), aCall({ event: 'Held 2' })]);

    const resume = page.getByRole('button', { name: /^Resume\s*2$/ });
    await resume.waitFor();
    expect(await namesIn(page)).toEqual(['Before']);

    await resume.click();
    await page.getByRole('option', { name: /Held 2/ }).waitFor();
    expect(await namesIn(page)).toEqual(['Held 2', 'Held 1', 'Before']);
  });

  it('asks before it deletes all messages', async () => {
    const { page } = await open({ messages: [aCall()] });
    const clear = page.getByRole('button', { name: 'Clear', exact: true });
    await clear.click();
    await page.getByRole('button', { name: 'Keep them' }).click();
    expect(await page.locator('.row').count()).toBe(1);

    await clear.click();
    await page.getByRole('button', { name: 'Delete all' }).click();

    await page.getByRole('heading', { name: 'Waiting for the first message' }).waitFor();
  });

  it('keeps what is read in place while others come in above', async () => {
    const messages = Array.from({ length: 300 }, (_, index) => aCall({ event: `Event ${index}` }));
    const { page, workspace } = await open({ messages });
    const row = page.getByRole('option', { name: /Event 150,/ });
    await page.locator('#message-list').evaluate((list) => list.scrollTo(0, 34 * 145));
    await row.waitFor();
    const before = await row.boundingBox();

    await send(workspace.url, [aCall({ event: 'New 1' }), aCall({ event: 'New 2' })]);

    const toTop = page.getByRole('button', { name: '2 new messages' });
    await toTop.waitFor();
    expect(await row.boundingBox()).toEqual(before);
    await toTop.click();
    await page.getByRole('option', { name: /New 2/ }).waitFor();
  });

  it('counts as new only what comes in while it is open', async () => {
    const { page } = await open({ messages: [aCall(), aCall()], hash: '#/messages?seq=1' });

    await page.locator('.row[aria-selected=true]').waitFor();

    expect(await page.locator('.to-top').count()).toBe(0);
  });

  it('begins anew when the workspace does', async () => {
    const { page, workspace } = await open({
      messages: [aCall({ event: 'Old 1' }), aCall({ event: 'Old 2' })],
      isMissing: true,
    });
    await page.getByRole('option', { name: /Old 2/ }).waitFor();

    await workspace.close();
    await page.getByText('The workspace can’t be reached').waitFor();
    const port = Number(new URL(workspace.url).port);
    const again = await startWorkspace({ port, sources: SOURCES });
    await send(again.url, [aCall({ event: 'New' })]);

    await page.getByRole('option', { name: /New/ }).waitFor();
    expect(await namesIn(page)).toEqual(['New']);
    await page.close();
    await again.close();
  });
});
