// The real browser: Debian's Chromium, with all that it asks on its own account switched off.
import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const PATIENCE_MILLIS = 60_000;

function tooLate(url) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`${url}: no end after ${PATIENCE_MILLIS} ms`)), PATIENCE_MILLIS).unref();
  });
}

export function launch(executablePath) {
  return chromium.launch({ executablePath, args: ARGUMENTS, headless: true });
}

/**
 * Opens a page without JavaScript and hands it to a check; anything it asks of another server, and
 * anything the browser complains about, is a failure.
 */
export async function visit(browser, url, options, failures, check) {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  const origin = new URL(url).origin;
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) {
      failures.push(`${url}: a request to another server, ${new URL(request.url()).origin}`);
    }
  });
  page.on('console', (message) => {
    // That the page comes as 403 is as it should be, and Chromium calls it an error.
    if (message.type() === 'error' && !message.text().includes('status of 4')) {
      failures.push(`${url}: the browser says: ${message.text()}`);
    }
  });
  try {
    await page.goto(url, { waitUntil: 'load' });
    return await Promise.race([check(page), tooLate(url)]);
  } finally {
    await context.close();
  }
}
