import { afterAll, beforeAll, expect, test } from '@jest/globals';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('a browser gets GraphiQL, runs a query in it, asks no other host for anything and breaks no rule of the page', async () => {
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args, '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
  try {
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(app.url) && !/^(data|blob):/.test(url)) elsewhere.push(url);
    });
    const broken: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/i.test(message.text())) broken.push(message.text());
    });
    page.on('pageerror', (error) => broken.push(error.message));
    const reply = await page.goto(`${app.url}/graphql`);
    await page.waitForSelector('.graphiql-query-editor');
    await page.click('.graphiql-execute-button');
    await page.locator('.result-window', { hasText: '"__typename"' }).waitFor();
    expect(elsewhere).toEqual([]);
    expect(broken).toEqual([]);
    const policy = reply?.headers()['content-security-policy'];
    expect(policy).toMatch(/^default-src 'none';frame-ancestors 'none';script-src ('sha256-\S+'\s?)+;/);
    // A script that somebody smuggled in does not run, nor does one from elsewhere.
    const smuggled = `(() => { const s = document.createElement('script'); s.textContent = 'window.smuggled = true';
      document.body.append(s); return window.smuggled === true; })()`;
    expect(await page.evaluate(smuggled)).toBe(false);
    expect(await page.title()).toBe('PCN Rota');
  } finally {
    await browser.close();
  }
});
