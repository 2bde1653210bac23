// Looks at the console in a real browser: accessibility, layout, keys, a decision, and pictures of all of it.
//   node check.mjs --address URL-THAT-SIGNS-IN [--output DIR] [--chromium FILE]
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const HEIGHT = 900;
const WIDTHS = [1280, 400];
const SCHEMES = ['light', 'dark'];

const { values: options } = parseArgs({
  options: {
    address: { type: 'string' },
    output: { type: 'string', default: 'results' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});
if (!options.address) {
  console.error('Needs an address: --address URL');
  process.exit(2);
}
const origin = new URL(options.address).origin;
const failures = [];
let passed = 0;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath: options.chromium, args: ARGUMENTS, headless: true });
await mkdir(options.output, { recursive: true });

function check(name, good) {
  if (good) {
    passed += 1;
  } else {
    failures.push(name);
  }
}

/** A page of a browser that reports what it complains about, and what it asks of another server. */
async function open(settings) {
  const context = await browser.newContext({ viewport: { width: 1280, height: HEIGHT }, ...settings });
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) {
      failures.push(`a request to another server, ${new URL(request.url()).origin}`);
    }
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') {
      failures.push(`${page.url()}: the browser says: ${message.text()}`);
    }
  });
  return page;
}

/** Addresses of the alerts that are not folded. */
function visible(page) {
  return page
    .locator('a.open')
    .evaluateAll((links) => links.filter((one) => one.checkVisibility()).map((one) => one.getAttribute('href')));
}

async function judge(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  check(`${name}: ${wide} pixels wider than the window`, wide <= 0);
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run({ runOnly: { type: 'tag', values: tags } }), TAGS);
  for (const one of found.violations) {
    failures.push(`${name}: ${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 120)}`);
  }
  passed += found.violations.length === 0 ? 1 : 0;
  await page.screenshot({ path: join(options.output, `${name}.png`), fullPage: true });
}

// Axe is put into the page from outside, which the page's own policy would refuse.
const first = await open({ bypassCSP: true });
await first.goto(options.address);
// A console that has just begun reads first; a list made meanwhile lacks the rest.
while ((await first.getByText('Still reading').count()) > 0) {
  await first.waitForTimeout(500);
  await first.goto(`${new URL(options.address).origin}/?newer=1`);
}
const state = await first.context().storageState();
const alerts = await visible(first);
check('there are alerts to look at', alerts.length > 1);
const child = await first.locator('.lane details a.open').first().getAttribute('href');
const rows = await first.evaluate(() => {
  const inSight = (one) => one.checkVisibility() && one.getBoundingClientRect().bottom <= window.innerHeight;
  return [...document.querySelectorAll('.line')].filter(inSight).length;
});
check(`a screen has at least 12 alerts, not ${rows}`, rows >= 12);
const handOn = `/hand-on?alert=${alerts[alerts.length - 1].split('/').pop()}`;
const paths = { queue: '/', handon: handOn, child, alert: alerts[alerts.length - 1], changed: '/?show=changed', none: '/?track=entity&due=overdue', meanings: '/meanings' };

for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    const page = await open({ bypassCSP: true, storageState: state, colorScheme, viewport: { width, height: HEIGHT } });
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(origin + path);
      await judge(page, `${name}-${width}-${colorScheme}`);
    }
    // All that can be opened.
    await page.goto(origin + paths.alert);
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
    await judge(page, `opened-${width}-${colorScheme}`);
    await page.context().close();
  }
}

// By keys alone, under the page's own policy: down, open, to the decision, choose, see what it does.
const keys = await open({ storageState: state });
await keys.goto(origin);
await keys.keyboard.press('j');
await keys.keyboard.press('j');
const focused = await keys.evaluate(() => document.activeElement.getAttribute('href'));
check(`j moves to the second alert, not ${focused}`, focused === alerts[1]);
await keys.keyboard.press('Enter');
await keys.waitForURL(`**${alerts[1]}`);
await keys.keyboard.press('v');
check('v goes to the decision', await keys.evaluate(() => document.activeElement.id === 'decide-title'));
await keys.keyboard.press('u');
const chosen = () => keys.evaluate(() => document.activeElement.value ?? '');
check(`u goes to unfounded there, not to ${await chosen()}`, (await chosen()).startsWith('UNFOUNDED|'));
await keys.keyboard.press('Space');
await keys.keyboard.press('Control+Enter');
await keys.waitForURL('**/preview');
check('what it does is said', (await keys.locator('.preview li').count()) > 0);
await keys.screenshot({ path: join(options.output, 'preview.png'), fullPage: true });
await keys.keyboard.press('Control+Enter');
const isNext = (url) => /^\/alerts\/[0-9a-f]{32}$/.test(url.pathname) && url.pathname !== alerts[1];
await keys.waitForURL(isNext);
check('the next one opens, and what became of the last is said', (await keys.locator('.progress').count()) === 1);
// A verdict can be taken back once the index has read it.
for (let i = 0; i < 40 && (await keys.locator('[data-key=z]').count()) === 0; i += 1) {
  await keys.goto(origin + alerts[1]);
}
await keys.keyboard.press('z');
await keys.waitForURL('**/preview');
check('z takes back, and says what that does', (await keys.locator('h1').textContent()).startsWith('Reopened'));
await keys.goto(origin + alerts[1]);
await keys.keyboard.press('?');
check('? opens a help', await keys.locator('#keys').isVisible());
await keys.screenshot({ path: join(options.output, 'help.png') });
await keys.keyboard.press('Escape');
check('Escape closes it', !(await keys.locator('#keys').isVisible()));
await keys.keyboard.press('4');
check('4 goes to the history', await keys.evaluate(() => document.activeElement.id === 'history-title'));
await keys.keyboard.press('u');
await keys.waitForURL(`${origin}/`);
await keys.locator('.stories a.open').first().focus();
await keys.keyboard.press('x');
check('x selects', (await keys.locator('input[name=alert]:checked').count()) === 1);

await keys.goto(origin);
await keys.keyboard.press('j');
const place = await keys.evaluate(() => document.activeElement.getAttribute('href'));
const listed = await visible(keys);
check('what was decided has left the list', !listed.includes(alerts[1]));
check(`after an alert j goes on behind it, not to ${place}`, place === listed[1]);

// A small screen has the button, whichever verdict's reasons are open.
await keys.setViewportSize({ width: 1366, height: 768 });
await keys.goto(origin + alerts[2]);
await keys.keyboard.press('v');
for (const letter of ['c', 'l', 'u', 'b', 'd', 'm']) {
  await keys.keyboard.press(letter);
  const end = await keys.evaluate(() => document.querySelector('.decide button.main').getBoundingClientRect().bottom);
  check(`with ${letter} the button ends at ${end}`, end <= 768);
  check(`with ${letter} one verdict is open`, (await keys.locator('details[name=verdict][open]').count()) === 1);
}

// In the search field of a preview, Ctrl+Enter searches: no verdict is sent from there.
await keys.goto(origin + alerts[2]);
await keys.keyboard.press('v');
await keys.keyboard.press('u');
await keys.keyboard.press('Space');
await keys.keyboard.press('Control+Enter');
await keys.waitForURL('**/preview');
await keys.locator('.search input[name=token]').fill('no-such-token');
await keys.locator('.search input[name=purpose]').fill('a look at the console');
await keys.keyboard.press('Control+Enter');
await keys.waitForURL('**/search');
check('a search', (await keys.locator('h1').textContent()).startsWith('There is no alert'));

// Handed on, by keys alone: asked for, seen, downloaded as it was seen.
async function seeCsv(page) {
  await page.locator('input[name=format][value=csv]').focus();
  await page.keyboard.press('Space');
  await page.locator('form.handing input[name=purpose]').focus();
  await page.keyboard.type('a look at the console');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL('**/hand-on/preview*');
}

await keys.goto(origin + alerts[alerts.length - 1]);
await keys.keyboard.press('e');
await keys.waitForURL(`**${handOn}`);
await seeCsv(keys);
const [file] = await Promise.all([keys.waitForEvent('download'), keys.keyboard.press('Control+Enter')]);
check(`a file comes, ${file.suggestedFilename()}`, /^drey-[0-9a-f]{8}\.csv$/.test(file.suggestedFilename()));

// A view: saved, listed, deleted.
await keys.goto(`${origin}/?due=noon`);
await keys.locator('.views summary').click();
await keys.locator('.views input[name=name]').fill('"><b>before noon');
await Promise.all([keys.waitForNavigation(), keys.locator('.views details button').click()]);
const saved = await keys.locator('.view a').allTextContents();
check(`the view is listed by its name, not ${saved}`, saved.includes('"><b>before noon'));

// What a decision does, before it is sent.
async function seePreview(page) {
  await page.goto(origin + paths.alert);
  await page.locator('.decide summary').first().click();
  await page.locator('.decide input[name=choice]').first().check();
  await page.locator('.decide textarea').fill('a note');
  await page.locator('.decide button.main').click();
  await page.waitForURL('**/preview');
}

async function search(page, token) {
  await page.locator('.search input[name=token]').fill(token);
  await page.locator('.search input[name=purpose]').fill('a look at the console');
  await page.locator('.search button').click();
  await page.waitForURL('**/search');
}

for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    const page = await open({ bypassCSP: true, storageState: state, colorScheme, viewport: { width, height: HEIGHT } });
    await seePreview(page);
    await judge(page, `preview-${width}-${colorScheme}`);
    await search(page, paths.alert.split('/').pop());
    await judge(page, `found-${width}-${colorScheme}`);
    await search(page, 'no-such-token');
    await judge(page, `not-found-${width}-${colorScheme}`);
    for (const name of ['audit', 'rules', 'state', 'signed-out']) {
      await page.goto(`${origin}/${name}`);
      await judge(page, `${name}-${width}-${colorScheme}`);
    }
    await page.goto(origin);
    await page.locator('.views summary').click();
    await judge(page, `views-${width}-${colorScheme}`);
    await page.goto(origin + handOn);
    await seeCsv(page);
    await judge(page, `handon-preview-${width}-${colorScheme}`);
    await page.context().close();
  }
}
await keys.goto(origin);
await Promise.all([keys.waitForNavigation(), keys.locator('.view button').first().click()]);
check('a view is deleted', (await keys.locator('.view').count()) === 0);

// Several together.
const several = await open({ bypassCSP: true, storageState: state });
await several.goto(origin);
await several.locator('.stories input[name=alert]').first().check();
await several.locator('.bulk button').click();
await several.waitForURL('**/bulk');
await judge(several, 'together');

// Choosing an occasion shows it closer, without script too; a bar leads a phone to the decision.
const story = await open({ storageState: state, javaScriptEnabled: false, viewport: { width: 400, height: HEIGHT } });
const occasions = story.locator('.occasions a');
for (const one of alerts) {
  await story.goto(origin + one);
  if ((await occasions.count()) > 0) {
    break;
  }
}
await story.locator('summary', { hasText: 'One by one' }).click();
await occasions.first().click();
check('an occasion is shown closer', await story.locator('.zoom:target').isVisible());
await story.screenshot({ path: join(options.output, 'closer.png') });
await story.locator('.leads .main').click();
check('the bar leads to the decision', await story.locator('#decide-title').isVisible());

// Without script: choose, see, send, and it is said what became of it.
const plain = await open({ storageState: state, javaScriptEnabled: false });
await plain.goto(origin + alerts[alerts.length - 1]);
await plain.locator('.decide summary').first().click();
await plain.locator('input[name=choice]').first().check();
await plain.locator('textarea[name=note]').fill('<script>alert(1)</script>');
await plain.locator('main button.main').click();
await plain.locator('.preview button.main').click();
check('what became of it is said', (await plain.locator('.progress').count()) === 1);
await plain.screenshot({ path: join(options.output, 'decided.png'), fullPage: true });

await browser.close();
console.log(`${passed} checks passed, ${failures.length} failed; pictures in ${options.output}`);
failures.forEach((one) => console.error(`- ${one}`));
process.exit(failures.length === 0 ? 0 : 1);
