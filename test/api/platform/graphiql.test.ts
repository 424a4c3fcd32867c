import { afterAll, beforeAll, expect, test } from '@jest/globals';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('a browser gets GraphiQL, runs a query in it, and asks no other host for anything', async () => {
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
    await page.goto(`${app.url}/graphql`);
    await page.waitForSelector('.graphiql-query-editor');
    await page.click('.graphiql-execute-button');
    await page.waitForFunction(`document.querySelector('.result-window')?.textContent?.includes('"__typename"')`);
    expect(elsewhere).toEqual([]);
    expect(await page.title()).toBe('PCN Rota');
  } finally {
    await browser.close();
  }
});
